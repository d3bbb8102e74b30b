import { cutText } from '../../model/cut-text.ts'
import { formatDuration, formatRate } from '../../model/format.ts'
import { ringArcs } from '../../model/ring-arcs.ts'
import type { MapNode } from '../../model/service-map.ts'
import { strings } from '../../strings.ts'
import { Icon } from '../parts/icon.tsx'

/** Longer names are cut; a pointer over them, and their panel, show them whole. */
const MAX_CHARS = 22
const ICON_PIXELS = 16

/** A node: its ring, in it how long it takes and how often it is asked, below it its name and type. */
export function RingNode({ node, radius }: { node: MapNode; radius: number }) {
  const { name, type, icon, total, averageSeconds, perMinute, counts } = node
  const isClient = type === 'client'
  const iconTop = total > 0 ? -radius + 9 : -ICON_PIXELS / 2
  return (
    <>
      <circle class="disc" r={radius} />
      {ringArcs(counts, radius).map(({ outcome, d }) => (
        <path key={outcome} class={`arc ${outcome}`} d={d} />
      ))}
      <g class="glyph" transform={`translate(${-ICON_PIXELS / 2} ${iconTop})`}>
        <Icon name={icon} size={ICON_PIXELS} />
      </g>
      {/* In the order of the label, and apart from each other, so that what is seen can be said. */}
      <text class="title" y={radius + 16}>
        {cutText(isClient ? strings.map.client : name, MAX_CHARS)}
      </text>{' '}
      {total > 0 && (
        <>
          <text class="latency" y="7">
            {formatDuration(averageSeconds)}
          </text>{' '}
          <text class="rate" y="19">
            {strings.map.rate(formatRate(perMinute))}
          </text>
        </>
      )}{' '}
      {type !== undefined && !isClient && (
        <text class="type" y={radius + 29}>
          {cutText(typeText(type), MAX_CHARS)}
        </text>
      )}
    </>
  )
}

/** `AWS::Lambda::Function` → `Lambda::Function` */
export function typeText(type: string): string {
  return type.replace(/^AWS::/, '')
}
