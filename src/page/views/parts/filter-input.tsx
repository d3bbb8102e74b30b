import { useMemo, useRef, useState } from 'preact/hooks'
import { type Completion, completionsAt, parseFilter } from '../../../filter/index.ts'
import { knownValues } from '../../state/known-values.ts'
import { strings } from '../../strings.ts'
import { FilterEcho } from './filter-echo.tsx'

const MAX_SHOWN = 60

interface FilterInputProps {
  id: string
  label: string
  value: string
  onInput: (text: string) => void
}

/** A box for a filter expression: it completes what is begun, and underlines what is wrong where it is. */
export function FilterInput({ id, label, value, onInput }: FilterInputProps) {
  const box = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState<number>()
  const [chosen, setChosen] = useState(-1)
  const [scroll, setScroll] = useState(0)
  const error = useMemo(() => (value.trim() === '' ? undefined : parseFilter(value).error), [value])
  const completions = caret === undefined ? undefined : completionsAt(value, caret, knownValues)
  const items = completions?.items.slice(0, MAX_SHOWN) ?? []
  const isOpen = items.length > 0
  // What is only begun, by who is writing it, is not wrong yet.
  const isWorthALine = !isOpen && (caret === undefined || (error?.length ?? 0) > 0)

  const look = () => {
    setCaret(box.current?.selectionEnd ?? value.length)
    setChosen(-1)
  }
  const close = () => setCaret(undefined)
  const accept = ({ text }: Completion) => {
    const { from, to } = completions!
    const isKey = value[from - 1] === '['
    const rest = value.slice(to)
    const written = `${text}${isKey && rest === '' ? ']' : ''}${rest === '' ? ' ' : ''}`
    onInput(`${value.slice(0, from)}${written}${rest}`)
    requestAnimationFrame(() => {
      box.current?.setSelectionRange(from + written.length, from + written.length)
      look()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.ctrlKey) look()
    else if (event.key === 'Escape' && isOpen) close()
    else if (event.key === 'ArrowDown' && isOpen) setChosen((chosen + 1) % items.length)
    else if (event.key === 'ArrowUp' && isOpen)
      setChosen(((chosen + items.length) % (items.length + 1)) - (chosen < 0 ? 1 : 0))
    else if ((event.key === 'Enter' || event.key === 'Tab') && items[chosen]) accept(items[chosen])
    else {
      if (event.key === 'Enter') close()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="expression">
      <div class="layers">
        <FilterEcho text={value} error={isWorthALine ? error : undefined} shift={scroll} />
        <input
          ref={box}
          id={id}
          class="code"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error`}
          {...(isOpen && chosen >= 0 && { 'aria-activedescendant': `${id}-${chosen}` })}
          placeholder={strings.filter.placeholder}
          spellcheck={false}
          autocomplete="off"
          value={value}
          onInput={event => {
            onInput(event.currentTarget.value)
            look()
          }}
          onFocus={look}
          onClick={look}
          onBlur={close}
          onScroll={event => setScroll(event.currentTarget.scrollLeft)}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label={strings.filter.completions} hidden={!isOpen}>
        {items.map((item, at) => (
          <li
            key={item.text}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === chosen}
            ref={element => {
              if (at === chosen) element?.scrollIntoView({ block: 'nearest' })
            }}
            onPointerDown={event => {
              // The box keeps the focus.
              event.preventDefault()
              accept(item)
            }}
          >
            <span class="code">{item.text}</span> <span class="soft small">{item.about}</span>
          </li>
        ))}
      </ul>
      <p id={`${id}-error`} class="wrong small" role="status">
        {!isOpen && error?.message}
      </p>
    </div>
  )
}
