import type { MapLayout, Point } from './map-geometry.ts'

/** Room for a small ring with its name beside it. */
export const COMPACT_WIDTH = 200
export const COMPACT_HEIGHT = 34
const COLUMN_GAP = 60

/**
 * Breaks the columns of a map of many nodes into as many as asked, side by side, so that it is as much less high. A node
 * stands in the first of its columns that has room for it.
 *
 * @param layout with callers left of those whom they call, at least {@link COMPACT_HEIGHT} from node to node in a column
 * @returns the same with the middles of rings as the nodes' places: their names stand to the right
 */
export function breakColumns({ nodes, edges }: MapLayout, parts: number): MapLayout {
  const lefts = new Map<number, number>()
  const places = new Map<string, Point>()
  let left = 0
  let height = 0
  for (const [x, column] of columnsOf(nodes)) {
    lefts.set(x, left)
    const lowest: number[] = []
    for (const [key, node] of column) {
      const y = node.y / parts
      const found = lowest.findIndex(last => y - last >= COMPACT_HEIGHT)
      const at = found < 0 ? lowest.length : found
      lowest[at] = y
      places.set(key, { x: left + at * COMPACT_WIDTH, y })
      height = Math.max(height, y + COMPACT_HEIGHT / 2)
    }
    left += lowest.length * COMPACT_WIDTH + COLUMN_GAP
  }
  const bent = (point: Point) => ({ x: between(lefts, point.x), y: point.y / parts })
  return {
    nodes: places,
    edges: new Map([...edges].map(([key, via]) => [key, via.map(bent)])),
    width: left - COLUMN_GAP - COMPACT_WIDTH,
    height,
  }
}

/** The nodes by where they stand, from the left and from the top. */
function columnsOf(nodes: MapLayout['nodes']): [x: number, column: [key: string, place: Point][]][] {
  const columns = new Map<number, [string, Point][]>()
  for (const [key, place] of [...nodes].sort(([, a], [, b]) => a.x - b.x || a.y - b.y)) {
    const known = columns.get(place.x)
    if (known) known.push([key, place])
    else columns.set(place.x, [[key, place]])
  }
  return [...columns]
}

/** Where something between two columns is when they have moved. */
function between(lefts: ReadonlyMap<number, number>, x: number): number {
  let before: [number, number] | undefined
  for (const [from, to] of lefts) {
    if (x <= from) {
      if (!before || x === from) return to
      return before[1] + ((x - before[0]) / (from - before[0])) * (to - before[1])
    }
    before = [from, to]
  }
  return before?.[1] ?? x
}
