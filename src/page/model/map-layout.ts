import { Graph, layout } from '@dagrejs/dagre'
import { breakColumns, COMPACT_HEIGHT, COMPACT_WIDTH } from './break-columns.ts'
import { isCompact } from './is-compact.ts'
import type { MapLayout, Point } from './map-geometry.ts'
import { readableLabels } from './map-labels.ts'
import type { ServiceMap } from './service-map.ts'

/** Room for a node: its ring, and its two lines of text below. */
export const NODE_WIDTH = 150
const NODE_HEIGHT = 150
const ROW_GAP = 4
const COLUMN_GAP = 46
const MARGIN = 10
/** The columns of a large map are broken into so many at most. */
const MOST_PARTS = 5
/** The room for a large map in a usual window: it is given this shape. */
const WINDOW = { width: 1140, height: 670 }

/** Lays a map out from left to right: callers before those whom they call. The same map is always laid out alike. */
export function mapLayout(map: ServiceMap): MapLayout {
  if (!isCompact(map)) return layOut(map, { width: NODE_WIDTH, height: NODE_HEIGHT })
  const whole = layOut(map, { width: COMPACT_WIDTH, height: COMPACT_HEIGHT })
  const shapes = Array.from({ length: MOST_PARTS }, (_, at) => stretched(breakColumns(whole, at + 1)))
  const namesIn = ({ nodes, width }: MapLayout) => readableLabels(map.nodes, nodes, WINDOW.width / width).size
  return shapes.reduce((best, shape) => (namesIn(shape) > namesIn(best) ? shape : best))
}

/** Wider, or higher, until it has the shape of a window. */
function stretched({ nodes, edges, width, height }: MapLayout): MapLayout {
  const ratio = (WINDOW.width * height) / (WINDOW.height * width)
  const [across, down] = [Math.max(1, ratio), Math.max(1, 1 / ratio)]
  const move = ({ x, y }: Point) => ({ x: Math.round(x * across), y: Math.round(y * down) })
  return {
    nodes: new Map([...nodes].map(([key, place]) => [key, move(place)])),
    edges: new Map([...edges].map(([key, via]) => [key, via.map(move)])),
    width: width * across,
    height: height * down,
  }
}

function layOut({ nodes, edges }: ServiceMap, size: { width: number; height: number }): MapLayout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({
    rankdir: 'LR',
    nodesep: ROW_GAP,
    edgesep: ROW_GAP,
    ranksep: COLUMN_GAP,
    marginx: MARGIN,
    marginy: MARGIN,
  })
  graph.setDefaultEdgeLabel(() => ({}))
  const byKey = <Thing extends { key: string }>(things: readonly Thing[]) =>
    things.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  for (const { key } of byKey(nodes)) graph.setNode(key, { ...size })
  for (const { key, from, to } of byKey(edges)) {
    // A service that calls itself needs no room between columns.
    if (from !== to) graph.setEdge(from.key, to.key, {}, key)
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    nodes: new Map(graph.nodes().map((key: string) => [key, pointOf(graph.node(key))])),
    edges: new Map(
      graph
        .edges()
        .map((edge: { v: string; w: string; name?: string }) => [
          edge.name ?? '',
          (graph.edge(edge).points ?? []).slice(1, -1).map(pointOf),
        ]),
    ),
    width,
    height,
  }
}

function pointOf({ x, y }: { x?: number; y?: number }): Point {
  return { x: Math.round(x ?? 0), y: Math.round(y ?? 0) }
}
