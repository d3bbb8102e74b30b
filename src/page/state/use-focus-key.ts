import { useEffect } from 'preact/hooks'

/** `/` goes to a box, wherever one is that is not for typing. */
export function useFocusKey(boxId: string): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target as Element).matches?.('input, textarea, select')) return
      event.preventDefault()
      document.getElementById(boxId)?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [boxId])
}
