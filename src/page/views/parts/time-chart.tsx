import { formatClock, formatCount, formatDuration } from '../../model/format.ts'
import type { TimePoint } from '../../model/time-series.ts'
import { strings } from '../../strings.ts'
import { OutcomeStack } from './outcome-stack.tsx'

const WIDTH = 400
const HEIGHT = 96

/** How many requests each minute had, by outcome. */
export function TimeChart({
  points,
  periodSeconds,
}: {
  points: readonly TimePoint[]
  periodSeconds: number
}) {
  const most = Math.max(1, ...points.map(({ total }) => total))
  const step = WIDTH / Math.max(points.length, 12)
  const [first, last] = [points[0]!, points.at(-1)!]
  return (
    <div class="histogram">
      <svg
        class="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        height={HEIGHT}
        role="img"
        aria-label={strings.map.timeChart(points.length, Math.round(periodSeconds / 60))}
      >
        {points.map((point, at) => (
          <g key={point.startSeconds}>
            <title>
              {strings.map.period(
                formatClock(point.startSeconds).slice(0, 5),
                formatCount(point.total),
                formatDuration(point.averageSeconds),
              )}
            </title>
            <rect x={at * step} y="0" width={step} height={HEIGHT} fill="transparent" />
            <OutcomeStack counts={point.counts} x={at * step} width={step} height={HEIGHT} most={most} />
          </g>
        ))}
        <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <div class="row spread small soft" aria-hidden="true">
        <span>{formatClock(first.startSeconds).slice(0, 5)}</span>
        <span>{strings.map.most(formatCount(most))}</span>
        <span>{formatClock(last.startSeconds).slice(0, 5)}</span>
      </div>
    </div>
  )
}
