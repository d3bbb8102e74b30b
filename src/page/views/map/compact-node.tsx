import { formatDuration, formatRate } from '../../model/format.ts'
import { LABEL_LEFT, shortName } from '../../model/map-labels.ts'
import { ringArcs } from '../../model/ring-arcs.ts'
import type { MapNode } from '../../model/service-map.ts'
import { strings } from '../../strings.ts'

/** From here on there is room below a name. */
const NUMBERS_SCALE = 0.85
const NUMBERS_DROP = 10
/** Where the name of a node that has no room for it is shown, while it is pointed at. */
const CROWDED_LINE = -4

interface CompactNodeProps {
  node: MapNode
  radius: number
  /** How far below its middle there is room for its name; `undefined` where there is none. */
  labelLine: number | undefined
  /** Pixels in a unit of the map. */
  scale: number
}

/** A node of a map of many: a small ring, and beside it its name, which is as large however small the map is. */
export function CompactNode({ node, radius, labelLine, scale }: CompactNodeProps) {
  const { name, type, total, averageSeconds, perMinute, counts } = node
  const hasNumbers = total > 0 && scale >= NUMBERS_SCALE && (labelLine ?? 0) < 0
  return (
    <g style={{ transform: `scale(${1 / Math.min(1, scale)})` }}>
      <circle class="disc" r={radius} />
      {ringArcs(counts, radius).map(({ outcome, d }) => (
        <path key={outcome} class={`arc ${outcome}`} d={d} />
      ))}
      <text
        class={`title ${labelLine === undefined ? 'is-crowded' : ''}`}
        x={LABEL_LEFT}
        y={labelLine ?? CROWDED_LINE}
      >
        {type === 'client' ? strings.map.client : shortName(name)}
      </text>{' '}
      {hasNumbers && (
        <text class="rate" x={LABEL_LEFT} y={NUMBERS_DROP}>
          {formatDuration(averageSeconds)}, {strings.map.rate(formatRate(perMinute))}
        </text>
      )}
    </g>
  )
}
