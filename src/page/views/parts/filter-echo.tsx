import type { FilterError } from '../../../filter/index.ts'

interface FilterEchoProps {
  text: string
  error: FilterError | undefined
  /** How far the box above has scrolled, in pixels. */
  shift: number
}

/** The same text behind the box, invisible but for the line under what is wrong. */
export function FilterEcho({ text, error, shift }: FilterEchoProps) {
  if (!error) return null
  const at = error.column - 1
  const wrong = text.slice(at, at + error.length) || ' '
  return (
    <div class="echo code" aria-hidden="true">
      <span style={{ transform: `translateX(${-shift}px)` }}>
        {text.slice(0, at)}
        <u>{wrong}</u>
      </span>
    </div>
  )
}
