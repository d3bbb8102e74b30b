import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Rows above and below what is seen: they are there before the next frame is. */
const MARGIN_ROWS = 8

/** Which of many rows of one height are drawn. */
export interface VirtualRows {
  /** Of the element that scrolls. */
  ref: (element: HTMLElement | null) => void
  first: number
  /** Just after the last. */
  end: number
  /** Scrolls as little as is needed for this row to be seen. */
  reveal(row: number): void
}

/** Draws only the rows that are seen, however many there are. */
export function useVirtualRows(count: number, rowPixels: number): VirtualRows {
  const element = useRef<HTMLElement | null>(null)
  const [view, setView] = useState({ top: 0, height: 0 })
  const observer = useRef<ResizeObserver | undefined>(undefined)

  const measure = useCallback(() => {
    const { scrollTop, clientHeight } = element.current ?? { scrollTop: 0, clientHeight: 0 }
    // A row less or more is no other view.
    const top = Math.floor(scrollTop / rowPixels) * rowPixels
    setView(last => (last.top === top && last.height === clientHeight ? last : { top, height: clientHeight }))
  }, [rowPixels])
  const ref = useCallback(
    (next: HTMLElement | null) => {
      observer.current?.disconnect()
      element.current?.removeEventListener('scroll', measure)
      element.current = next
      if (!next) return
      next.addEventListener('scroll', measure, { passive: true })
      observer.current = new ResizeObserver(measure)
      observer.current.observe(next)
    },
    [measure],
  )
  useLayoutEffect(measure, [count, measure])

  const reveal = useCallback(
    (row: number) => {
      const box = element.current
      if (!box) return
      const top = row * rowPixels
      if (top < box.scrollTop + rowPixels) box.scrollTop = Math.max(0, top - rowPixels)
      else if (top > box.scrollTop + box.clientHeight - 3 * rowPixels)
        box.scrollTop = top - box.clientHeight + 3 * rowPixels
    },
    [rowPixels],
  )
  const first = Math.max(0, view.top / rowPixels - MARGIN_ROWS)
  const end = Math.min(count, Math.ceil((view.top + view.height) / rowPixels) + MARGIN_ROWS)
  return { ref, first: Math.min(first, end), end, reveal }
}
