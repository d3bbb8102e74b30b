import { formatDuration } from '../../model/format.ts'
import { niceTicks } from '../../model/nice-ticks.ts'
import { shareOf, type TimeWindow } from '../../model/time-window.ts'
import { strings } from '../../strings.ts'

const isPhone = matchMedia('(max-width: 40rem)').matches
const TICKS = isPhone ? 2 : 5
/** Closer to the right edge a tick has its text to the left, where that of the tick before leaves room for it. */
const LAST_SHARE = 0.82
const TWO_TEXTS_SHARE = isPhone ? 0.6 : 0.36

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
        {ticks.map((seconds, at) => {
          const share = shareOf(window, seconds)
          const isLast = share > LAST_SHARE
          const hasRoom = !isLast || at === 0 || share - shareOf(window, ticks[at - 1]!) > TWO_TEXTS_SHARE
          return (
            <span key={seconds} class={isLast ? 'is-last' : ''} style={{ left: `${share * 100}%` }}>
              {hasRoom ? formatDuration(seconds) : '\u00a0'}
            </span>
          )
        })}
      </span>
    </div>
  )
}
