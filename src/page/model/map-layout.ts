import { Graph, layout } from '@dagrejs/dagre'
import type { ServiceMap } from './service-map.ts'

export interface Point {
  x: number
  y: number
}

/** Where the nodes of a map stand, and how its edges run between them. */
export interface MapLayout {
  nodes: ReadonlyMap<string, Point>
  /** By way of these points, without its ends. */
  edges: ReadonlyMap<string, readonly Point[]>
  width: number
  height: number
}

/** Room for a node: its ring, and its two lines of text below. */
export const NODE_WIDTH = 150
const NODE_HEIGHT = 150
const ROW_GAP = 4
const COLUMN_GAP = 46
const MARGIN = 10

/** Lays a map out from left to right: callers before those whom they call. The same map is always laid out alike. */
export function mapLayout({ nodes, edges }: ServiceMap): MapLayout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: ROW_GAP, ranksep: COLUMN_GAP, marginx: MARGIN, marginy: MARGIN })
  graph.setDefaultEdgeLabel(() => ({}))
  const byKey = <Thing extends { key: string }>(things: readonly Thing[]) =>
    things.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  for (const { key } of byKey(nodes)) graph.setNode(key, { width: NODE_WIDTH, height: NODE_HEIGHT })
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
