import { useRef, useState } from 'preact/hooks'
import { formatCount, formatDuration } from '../../model/format.ts'
import type { Bin } from '../../model/histogram.ts'
import { strings } from '../../strings.ts'
import { followDrag } from './follow-drag.ts'
import { OutcomeStack } from './outcome-stack.tsx'

const WIDTH = 600
const AXIS_PIXELS = 16
const LABELS = 5

type Brush = readonly [from: number, to: number] | undefined

interface HistogramChartProps {
  bins: readonly Bin[]
  height?: number
  label: string
  /** The samples say nothing of how they went. */
  isPlain?: boolean
  /** Called with the times that were brushed; without it there is nothing to brush. */
  onBrush?: (fromSeconds: number, toSeconds: number) => void
}

/** How many took how long, each bar by outcome. A drag, or Shift and the arrow keys, choose times. */
export function HistogramChart({ bins, height = 80, label, isPlain = false, onBrush }: HistogramChartProps) {
  const svg = useRef<SVGSVGElement>(null)
  const [brush, showBrush] = useState<Brush>()
  // Keys may come faster than what they do is drawn.
  const latest = useRef<Brush>()
  const setBrush = (next: Brush) => {
    latest.current = next
    showBrush(next)
  }
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const step = WIDTH / Math.max(1, bins.length)
  const plot = height - AXIS_PIXELS

  const barAt = (event: PointerEvent) => {
    const { left, width } = svg.current!.getBoundingClientRect()
    return Math.max(0, Math.min(bins.length - 1, Math.floor(((event.clientX - left) / width) * bins.length)))
  }
  const finish = (chosen: Brush) => {
    if (!chosen || !onBrush) return
    const [from, to] = chosen.toSorted((a, b) => a - b) as [number, number]
    onBrush(bins[from]!.fromSeconds, bins[to]!.toSeconds)
    setBrush(undefined)
  }
  const onPointerDown = (event: PointerEvent) => {
    if (!onBrush || bins.length === 0 || event.button !== 0) return
    const from = barAt(event)
    setBrush([from, from])
    followDrag(svg.current!, event, {
      onMove: next => setBrush([from, barAt(next)]),
      onEnd: () => finish(latest.current),
      onCancel: () => setBrush(undefined),
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Enter') finish(latest.current)
    if (event.key === 'Escape') setBrush(undefined)
    if (by === 0 || bins.length === 0) return
    event.preventDefault()
    const [from, to] = latest.current ?? [by > 0 ? -1 : bins.length, by > 0 ? -1 : bins.length]
    const next = Math.max(0, Math.min(bins.length - 1, to + by))
    setBrush(event.shiftKey && from >= 0 && from < bins.length ? [from, next] : [next, next])
  }
  const [low, high] = (brush ?? [0, 0]).toSorted((a, b) => a - b) as [number, number]
  const chosenBins = brush && bins.slice(low, high + 1)
  return (
    <div class="histogram">
      <svg
        ref={svg}
        class={`chart ${onBrush ? 'can-brush' : ''} ${isPlain ? 'is-plain' : ''}`}
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        height={height}
        role={onBrush ? 'slider' : 'img'}
        aria-label={label}
        {...(onBrush && {
          tabindex: 0,
          'aria-valuemin': 0,
          'aria-valuemax': bins.length,
          'aria-valuenow': brush ? brush[1] + 1 : 0,
          'aria-valuetext': chosenBins ? rangeText(chosenBins) : strings.histogram.none,
        })}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      >
        {bins.map((bin, at) => (
          <Bar key={at} bin={bin} x={at * step} width={step} plot={plot} most={most} />
        ))}
        {brush && <rect class="brush" x={low * step} width={(high - low + 1) * step} y="0" height={plot} />}
        <line class="axis" x1="0" x2={WIDTH} y1={plot} y2={plot} />
      </svg>
      <div class="axis-labels small soft" aria-hidden="true">
        {labelled(bins).map((seconds, at) => (
          <span key={at}>{formatDuration(seconds)}</span>
        ))}
      </div>
      {chosenBins && <p class="small">{rangeText(chosenBins)}</p>}
    </div>
  )
}

function Bar({
  bin,
  x,
  width,
  plot,
  most,
}: {
  bin: Bin
  x: number
  width: number
  plot: number
  most: number
}) {
  return (
    <g>
      <title>{rangeText([bin])}</title>
      <rect x={x} y="0" width={width} height={plot} fill="transparent" />
      <OutcomeStack counts={bin.byOutcome} x={x} width={width} height={plot} most={most} />
    </g>
  )
}

function rangeText(bins: readonly Bin[]): string {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0)
  return strings.histogram.range(
    formatDuration(bins[0]!.fromSeconds),
    formatDuration(bins.at(-1)!.toSeconds),
    formatCount(count),
  )
}

/** A few times along the axis, the first and the last among them. */
function labelled(bins: readonly Bin[]): number[] {
  if (bins.length === 0) return []
  const edges = [...bins.map(({ fromSeconds }) => fromSeconds), bins.at(-1)!.toSeconds]
  return Array.from({ length: LABELS }, (_, at) => edges[Math.round((at / (LABELS - 1)) * bins.length)]!)
}
