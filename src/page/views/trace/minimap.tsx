import { useEffect, useRef } from 'preact/hooks'
import { shareOf, type TimeWindow } from '../../model/time-window.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import type { VisibleLine } from '../../model/visible-rows.ts'
import { theme } from '../../state/theme.ts'
import { followDrag } from '../parts/follow-drag.ts'
import { rowPaint } from './row-paint.ts'

/** More bars than this are not told apart at this height. */
const MAX_BARS = 3000
/** Narrower than this a drag is a click, which shows the whole trace. */
const LEAST_SHARE = 0.004

interface MinimapProps {
  tree: TraceTree
  lines: readonly VisibleLine[]
  window: TimeWindow
  onWindow: (window: TimeWindow) => void
}

/** The whole trace at a glance; a drag over it chooses the time that the timeline shows. Keys do the same there. */
export function Minimap({ tree, lines, window, onWindow }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const whole = { startSeconds: 0, endSeconds: tree.durationSeconds }
  const chosenTheme = theme.value
  useEffect(() => {
    const draw = () => canvas.current && drawLines(canvas.current, tree, lines)
    // It is called at once too.
    const observer = new ResizeObserver(draw)
    observer.observe(canvas.current!)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', draw)
    return () => {
      observer.disconnect()
      scheme.removeEventListener('change', draw)
    }
  }, [tree, lines, chosenTheme])

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const box = event.currentTarget as HTMLElement
    const shareAt = ({ clientX }: PointerEvent) => {
      const { left, width } = box.getBoundingClientRect()
      return Math.max(0, Math.min(1, (clientX - left) / width))
    }
    const from = shareAt(event)
    const onMove = (next: PointerEvent) => {
      const [start, end] = [from, shareAt(next)].sort((a, b) => a - b) as [number, number]
      if (end - start < LEAST_SHARE) return
      onWindow({ startSeconds: start * tree.durationSeconds, endSeconds: end * tree.durationSeconds })
    }
    const onEnd = (last: PointerEvent) => {
      if (Math.abs(shareAt(last) - from) < LEAST_SHARE) onWindow(whole)
    }
    followDrag(box, event, { onMove, onEnd })
  }
  const start = shareOf(whole, window.startSeconds) * 100
  const end = shareOf(whole, window.endSeconds) * 100
  return (
    <div class="minimap" aria-hidden="true" onPointerDown={onPointerDown}>
      <canvas ref={canvas} />
      <span class="outside" style={{ left: 0, width: `${start}%` }} />
      <span class="outside" style={{ right: 0, width: `${100 - end}%` }} />
      {(start > 0 || end < 100) && (
        <span class="window" style={{ left: `${start}%`, width: `${end - start}%` }} />
      )}
    </div>
  )
}

function drawLines(canvas: HTMLCanvasElement, tree: TraceTree, lines: readonly VisibleLine[]): void {
  const { width, height } = canvas.getBoundingClientRect()
  const scale = devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context || tree.durationSeconds <= 0) return
  const colours = new Map<string, string>()
  const style = getComputedStyle(canvas)
  const colourOf = (paint: string) => {
    const known = colours.get(paint)
    if (known !== undefined) return known
    const name = /\d/.test(paint) ? paint.replace('paint', 'service') : paint.replace('paint-', '')
    const colour = resolveColour(style.getPropertyValue(`--${name}`), canvas)
    colours.set(paint, colour)
    return colour
  }
  const stride = Math.max(1, Math.ceil(lines.length / MAX_BARS))
  const bar = Math.max(scale, Math.min(4 * scale, canvas.height / lines.length - 1))
  for (let at = 0; at < lines.length; at += stride) {
    const { row } = lines[at]!
    const left = (row.startSeconds / tree.durationSeconds) * canvas.width
    const right = (row.endSeconds / tree.durationSeconds) * canvas.width
    context.fillStyle = colourOf(rowPaint(row))
    context.fillRect(left, (at / lines.length) * (canvas.height - bar), Math.max(scale, right - left), bar)
  }
}

/** A canvas knows no `light-dark()`: the browser is asked what it comes to. */
function resolveColour(value: string, canvas: HTMLCanvasElement): string {
  canvas.style.color = value
  const { color } = getComputedStyle(canvas)
  canvas.style.color = ''
  return color
}
