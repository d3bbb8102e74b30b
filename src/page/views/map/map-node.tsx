import type { ComponentChildren } from 'preact'
import { formatDuration, formatRate } from '../../model/format.ts'
import type { Point } from '../../model/map-geometry.ts'
import type { MapNode } from '../../model/service-map.ts'
import { strings } from '../../strings.ts'
import { typeText } from './ring-node.tsx'

interface MapNodeProps {
  node: MapNode
  at: Point
  isChosen: boolean
  /** Another is looked at. */
  isDim: boolean
  onChoose: (key: string) => void
  onPoint: (key: string | undefined) => void
  children: ComponentChildren
}

/** A node in its place, to be chosen with a pointer or a key. */
export function MapNodeView({ node, at, isChosen, isDim, onChoose, onPoint, children }: MapNodeProps) {
  const { name, type, key } = node
  const title = type === 'client' ? strings.map.clientOf(name) : name
  const classes = ['map-node', 'moves', isChosen && 'is-chosen', isDim && 'is-dim', !type && 'is-unknown']
  return (
    <g
      class={classes.filter(Boolean).join(' ')}
      style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
      role="button"
      tabindex={0}
      data-key={key}
      aria-pressed={isChosen}
      aria-label={[title, ...factsOf(node)].join(', ')}
      onClick={() => onChoose(key)}
      onPointerEnter={() => onPoint(key)}
      onPointerLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(key)}
      onBlur={() => onPoint(undefined)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onChoose(key)
      }}
    >
      <title>{[title, type].filter(Boolean).join('\n')}</title>
      {children}
    </g>
  )
}

/** What is seen of it, in words. */
function factsOf({ type, total, averageSeconds, perMinute, counts }: MapNode): string[] {
  const kind = type === 'client' ? [strings.map.client] : type ? [typeText(type)] : []
  if (total === 0) return kind
  const health = (['fault', 'error', 'throttle'] as const)
    .filter(outcome => counts[outcome] > 0)
    .map(outcome => `${counts[outcome]} ${strings.outcomes[outcome]}`)
  return [formatDuration(averageSeconds), strings.map.rate(formatRate(perMinute)), ...kind, ...health]
}
