import { formatDuration, formatRate } from '../../model/format.ts'
import type { Point } from '../../model/map-layout.ts'
import { ringArcs } from '../../model/ring-arcs.ts'
import type { MapNode } from '../../model/service-map.ts'
import { strings } from '../../strings.ts'
import { Icon } from '../parts/icon.tsx'

/** Longer names are cut; a pointer over them, and their panel, show them whole. */
const MAX_CHARS = 22
const ICON_PIXELS = 16

interface MapNodeProps {
  node: MapNode
  at: Point & { radius: number }
  isChosen: boolean
  onChoose: (key: string) => void
}

/** A node: its ring, in it how long it takes and how often it is asked, below it its name and type. */
export function MapNodeView({ node, at, isChosen, onChoose }: MapNodeProps) {
  const { name, type, total, averageSeconds, perMinute, key } = node
  const isClient = type === 'client'
  const kind = isClient ? strings.map.client : (type ?? '').replace(/^AWS::/, '')
  const title = isClient ? strings.map.clientOf(name) : name
  const numbers = total === 0 ? [] : [formatDuration(averageSeconds), strings.map.rate(formatRate(perMinute))]
  const choose = () => onChoose(key)
  return (
    <g
      class={`map-node moves ${isChosen ? 'is-chosen' : ''} ${type === undefined ? 'is-unknown' : ''}`}
      style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
      role="button"
      tabindex={0}
      aria-pressed={isChosen}
      aria-label={[title, kind, ...numbers, ...healthOf(node)].filter(Boolean).join(', ')}
      onClick={choose}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        choose()
      }}
    >
      <title>{[title, type].filter(Boolean).join('\n')}</title>
      <circle class="disc" r={at.radius} />
      {ringArcs(node.counts, at.radius).map(({ outcome, d }) => (
        <path key={outcome} class={`arc ${outcome}`} d={d} />
      ))}
      <g
        class="glyph"
        transform={`translate(${-ICON_PIXELS / 2} ${numbers.length > 0 ? -at.radius + 9 : -ICON_PIXELS / 2})`}
      >
        <Icon name={node.icon} size={ICON_PIXELS} />
      </g>
      {/* In the order of the label, and apart from each other, so that what is seen can be said. */}
      <text class="title" y={at.radius + 16}>
        {cut(isClient ? strings.map.client : name)}
      </text>{' '}
      {kind !== '' && !isClient && (
        <text class="type" y={at.radius + 29}>
          {cut(kind)}
        </text>
      )}{' '}
      {numbers[0] !== undefined && (
        <text class="latency" y="7">
          {numbers[0]}
        </text>
      )}{' '}
      {numbers[1] !== undefined && (
        <text class="rate" y="19">
          {numbers[1]}
        </text>
      )}
    </g>
  )
}

function healthOf({ counts, total }: MapNode): string[] {
  if (total === 0) return []
  return (['fault', 'error', 'throttle'] as const)
    .filter(outcome => counts[outcome] > 0)
    .map(outcome => `${counts[outcome]} ${strings.outcomes[outcome]}`)
}

function cut(text: string): string {
  const chars = Array.from(text)
  return chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS - 1).join('')}…` : text
}
