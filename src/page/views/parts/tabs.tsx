import type { ComponentChildren } from 'preact'

/** A tab and what it shows. */
export interface Tab<Name extends string> {
  name: Name
  label: string
  content: () => ComponentChildren
}

interface TabsProps<Name extends string> {
  id: string
  label: string
  tabs: readonly Tab<Name>[]
  chosen: string | undefined
  onChoose: (name: Name) => void
}

/** Tabs, of which one is shown; arrow keys go from one to the next. */
export function Tabs<Name extends string>({ id, label, tabs, chosen, onChoose }: TabsProps<Name>) {
  const at = Math.max(
    0,
    tabs.findIndex(({ name }) => name === chosen),
  )
  const current = tabs[at]
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    const next = tabs[(at + by + tabs.length) % tabs.length]!
    onChoose(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  if (!current) return null
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={step}>
        {tabs.map(({ name, label: text }) => (
          <button
            type="button"
            key={name}
            id={`${id}-${name}`}
            role="tab"
            aria-selected={name === current.name}
            aria-controls={`${id}-panel`}
            tabIndex={name === current.name ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        class="panel"
        role="tabpanel"
        aria-labelledby={`${id}-${current.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reached by keys
        tabIndex={0}
      >
        {current.content()}
      </div>
    </>
  )
}
