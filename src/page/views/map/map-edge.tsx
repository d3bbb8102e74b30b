import type { EdgePath } from '../../model/edge-path.ts'
import { formatDuration, formatRate } from '../../model/format.ts'
import type { MapEdge } from '../../model/service-map.ts'
import { strings } from '../../strings.ts'

interface MapEdgeProps {
  edge: MapEdge
  path: EdgePath
  isChosen: boolean
  /** Another is looked at. */
  isDim: boolean
  onChoose: (key: string) => void
}

/** Calls from one node to another; what is handed over, and taken up later, is dashed. */
export function MapEdgeView({ edge, path, isChosen, isDim, onChoose }: MapEdgeProps) {
  const { from, to, isLink, total, averageSeconds, perMinute, counts, key } = edge
  const numbers =
    total === 0 ? '' : `${formatDuration(averageSeconds)}, ${strings.map.rate(formatRate(perMinute))}`
  const label = strings.map.edge(from.type === 'client' ? strings.map.client : from.name, to.name)
  const choose = () => onChoose(key)
  const classes = [
    'map-edge',
    isChosen && 'is-chosen',
    isDim && 'is-dim',
    isLink && 'is-link',
    counts.fault > 0 && 'has-faults',
  ]
  return (
    <g
      class={classes.filter(Boolean).join(' ')}
      role="button"
      tabindex={0}
      aria-pressed={isChosen}
      aria-label={[label, numbers].filter(Boolean).join(', ')}
      onClick={choose}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        choose()
      }}
    >
      <title>{[label, numbers].filter(Boolean).join('\n')}</title>
      <path class="reach" d={path.d} />
      <path class="stroke" d={path.d} />
      <path class="head" d={path.head} />
    </g>
  )
}
