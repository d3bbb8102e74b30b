import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { go } from '../../state/place.ts'
import { strings } from '../../strings.ts'
import { Icon } from '../parts/icon.tsx'

export const isKeySheetOpen = signal(false)

const VIEW_KEYS = { '1': 'map', '2': 'traces', '3': 'refused', '4': 'groups', '5': 'sampling' } as const

/** The sheet of all keys, which `?` opens, and the keys that go from view to view. */
export function KeySheet() {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).matches?.('input, textarea, select')
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '?') isKeySheetOpen.value = !isKeySheetOpen.value
      else if (Object.hasOwn(VIEW_KEYS, event.key))
        go({ view: VIEW_KEYS[event.key as keyof typeof VIEW_KEYS], params: {} })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const isOpen = isKeySheetOpen.value
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  const close = () => {
    isKeySheetOpen.value = false
  }
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={close}>
      {isOpen && (
        <div class="sheet">
          <header>
            <h1 id="keys-title">{strings.help}</h1>
            <button type="button" class="quiet" aria-label={strings.close} onClick={close}>
              <Icon name="close" />
            </button>
          </header>
          <div class="keys">
            {strings.keys.map(({ title, keys }) => (
              <section key={title}>
                <h2>{title}</h2>
                <dl>
                  {keys.map(([pressed, does]) => (
                    <>
                      <dt>
                        {pressed.split(' ').map(key => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{does}</dd>
                    </>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </div>
      )}
    </dialog>
  )
}
