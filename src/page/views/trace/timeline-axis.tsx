import { formatDuration } from '../../model/format.ts'
import { niceTicks } from '../../model/nice-ticks.ts'
import { shareOf, type TimeWindow } from '../../model/time-window.ts'
import { strings } from '../../strings.ts'

/** A phone has room for these. */
const TICKS = matchMedia('(max-width: 40rem)').matches ? 2 : 5
/** Closer to the right edge a tick has its text to the left. */
const LAST_SHARE = 0.82

/** The heads of the timeline's columns; that of the time is its axis. */
export function TimelineAxis({ window }: { window: TimeWindow }) {
  const ticks = niceTicks(window.startSeconds, window.endSeconds, TICKS)
  const { columns } = strings.trace
  return (
    <div class="head" role="row" aria-rowindex={1}>
      <span role="columnheader">{columns.name}</span>
      <span role="columnheader">{columns.status}</span>
      <span role="columnheader" class="duration number">
        {columns.duration}
      </span>
      <span role="columnheader" class="ticks" aria-label={columns.time}>
        {ticks.map(seconds => {
          const share = shareOf(window, seconds)
          return (
            <span
              key={seconds}
              class={share > LAST_SHARE ? 'is-last' : ''}
              style={{ left: `${share * 100}%` }}
            >
              {formatDuration(seconds)}
            </span>
          )
        })}
      </span>
    </div>
  )
}
