import type { Outcome } from '../../../local/index.ts'

const ORDER: readonly Outcome[] = ['ok', 'error', 'throttle', 'fault']

interface OutcomeStackProps {
  counts: Readonly<Record<Outcome, number>>
  x: number
  width: number
  /** Pixels that `most` fills. */
  height: number
  /** The count of the highest bar of the chart. */
  most: number
}

/** One bar of a chart, by outcome, from the bottom on. */
export function OutcomeStack({ counts, x, width, height, most }: OutcomeStackProps) {
  let top = height
  return (
    <>
      {ORDER.map(outcome => {
        const count = counts[outcome]
        if (count === 0) return null
        // What is there is seen, however few.
        const part = Math.max(1.5, (count / most) * (height - 2))
        top -= part
        return (
          <rect
            key={outcome}
            class={outcome}
            x={x + 0.5}
            y={top}
            width={Math.max(1, width - 1)}
            height={part}
          />
        )
      })}
    </>
  )
}
