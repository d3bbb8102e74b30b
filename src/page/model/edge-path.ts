import type { Point } from './map-geometry.ts'

/** An edge as it is drawn. */
export interface EdgePath {
  /** Of the line. */
  d: string
  /** Of the head of its arrow. */
  head: string
  /** In the middle, for a label. */
  middle: Point
}

/** Between the line's end and the ring. */
const GAP = 3
const HEAD_LENGTH = 9
const HEAD_HALF = 4.5

/**
 * The line from one ring to another by way of some points, round at the corners, with its arrow's head.
 *
 * @param from with the radius of its ring; `to` as well
 */
export function edgePath(
  from: Point & { radius: number },
  via: readonly Point[],
  to: Point & { radius: number },
): EdgePath {
  if (from.x === to.x && from.y === to.y) return loopPath(from)
  const start = towards(from, via[0] ?? to, from.radius + GAP)
  const tip = towards(to, via.at(-1) ?? from, to.radius + GAP)
  const end = towards(tip, via.at(-1) ?? from, HEAD_LENGTH)
  const points = [start, ...via, end]
  return { d: roundedLine(points), head: headOf(end, tip), middle: middleOf(points) }
}

/** A service that calls itself. */
function loopPath({ x, y, radius }: Point & { radius: number }): EdgePath {
  const top = y - radius
  const tip = { x: x + radius * 0.55, y: top + radius * 0.08 }
  const end = { x: tip.x + 3, y: tip.y - HEAD_LENGTH }
  const d = `M${x - radius * 0.55} ${top + 2}C${x - radius} ${top - 34} ${x + radius} ${top - 34} ${end.x} ${end.y}`
  return { d, head: headOf(end, tip), middle: { x, y: top - 24 } }
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return {
    x: rounded(from.x + ((to.x - from.x) / length) * distance),
    y: rounded(from.y + ((to.y - from.y) / length) * distance),
  }
}

/** Straight to the middle between two points, and bent at each of them. */
function roundedLine(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]]
  let d = `M${first.x} ${first.y}`
  rest.forEach((point, at) => {
    const next = rest[at + 1]
    if (!next) d += `L${point.x} ${point.y}`
    else d += `Q${point.x} ${point.y} ${rounded((point.x + next.x) / 2)} ${rounded((point.y + next.y) / 2)}`
  })
  return d
}

function headOf(base: Point, tip: Point): string {
  const length = Math.hypot(tip.x - base.x, tip.y - base.y) || 1
  const across = { x: (-(tip.y - base.y) / length) * HEAD_HALF, y: ((tip.x - base.x) / length) * HEAD_HALF }
  const left = `${rounded(base.x + across.x)} ${rounded(base.y + across.y)}`
  const right = `${rounded(base.x - across.x)} ${rounded(base.y - across.y)}`
  return `M${left}L${tip.x} ${tip.y}L${right}Z`
}

function middleOf(points: readonly Point[]): Point {
  const at = (points.length - 1) / 2
  const [a, b] = [points[Math.floor(at)]!, points[Math.ceil(at)]!]
  return { x: rounded((a.x + b.x) / 2), y: rounded((a.y + b.y) / 2) }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
