import { cutText } from './cut-text.ts'
import type { Point } from './map-geometry.ts'
import type { MapNode } from './service-map.ts'

/** So much of a name is shown on a map of many nodes. */
const MAX_CHARS = 24
/** Wide enough for most letters of a label. */
const CHAR_PIXELS = 6.5
const LINE_PIXELS = 12
/** Between the middle of a node and its name, which stands to the right of it. */
export const LABEL_LEFT = 10
/** Where a name's line may be: best a little above, so that an edge passes below it. */
const LABEL_LINES = [-4, 12]
/** Of letters, below their line. */
const DESCENT_PIXELS = 3
/** Of a node, in which no other's name may stand. */
const RING_PIXELS = 8

interface Rectangle {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * The nodes whose names can be shown with none on another, nor on a node: by key, how far below the middle of the node the
 * name's line is, in pixels. Where there is no room for all, what fails comes first, then what is asked most.
 *
 * @param nodes of a map of many nodes, whose names do not grow and shrink with the map
 * @param places by key, in units of the map
 * @param scale pixels in a unit
 */
export function readableLabels(
  nodes: readonly MapNode[],
  places: ReadonlyMap<string, Point>,
  scale: number,
): Map<string, number> {
  const placed = nodes.flatMap(node => {
    const place = places.get(node.key)
    return place ? [{ node, x: place.x * scale, y: place.y * scale }] : []
  })
  const rings = placed.map(({ node, x, y }) => ({ key: node.key, ...around(x, y) }))
  const shown: Rectangle[] = []
  const lines = new Map<string, number>()
  for (const { node, x, y } of placed.sort((a, b) => byWeight(a.node, b.node))) {
    for (const line of LABEL_LINES) {
      const label = labelOf(node.name, x, y + line)
      const isInTheWay = (other: Rectangle) => overlaps(label, other)
      if (shown.some(isInTheWay) || rings.some(ring => ring.key !== node.key && isInTheWay(ring))) continue
      shown.push(label)
      lines.set(node.key, line)
      break
    }
  }
  return lines
}

/** A name as it is shown on a map of many nodes. */
export function shortName(name: string): string {
  return cutText(name, MAX_CHARS)
}

function byWeight(a: MapNode, b: MapNode): number {
  return gravityOf(b) - gravityOf(a) || b.total - a.total || (a.key < b.key ? -1 : 1)
}

function gravityOf({ counts }: MapNode): number {
  if (counts.fault > 0) return 2
  return counts.error + counts.throttle > 0 ? 1 : 0
}

function labelOf(name: string, x: number, line: number): Rectangle {
  const left = x + LABEL_LEFT
  const bottom = line + DESCENT_PIXELS
  const right = left + Array.from(shortName(name)).length * CHAR_PIXELS
  return { left, right, top: bottom - LINE_PIXELS, bottom }
}

function around(x: number, y: number): Rectangle {
  return { left: x - RING_PIXELS, right: x + RING_PIXELS, top: y - RING_PIXELS, bottom: y + RING_PIXELS }
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
