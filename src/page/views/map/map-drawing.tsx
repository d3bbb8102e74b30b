import { useMemo, useState } from 'preact/hooks'
import { edgePath } from '../../model/edge-path.ts'
import { isCompact } from '../../model/is-compact.ts'
import type { MapLayout } from '../../model/map-geometry.ts'
import { readableLabels } from '../../model/map-labels.ts'
import { type NodeSizing, nodeRadius } from '../../model/node-radius.ts'
import type { MapEdge, MapNode, ServiceMap } from '../../model/service-map.ts'
import { CompactNode } from './compact-node.tsx'
import { MapEdgeView } from './map-edge.tsx'
import { MapNodeView } from './map-node.tsx'
import { RingNode } from './ring-node.tsx'

/** Rings of many nodes are so much smaller, and smaller still where they would cover each other. */
const COMPACT_SHARE = 0.19
const CROWDED_SCALE = 0.3

interface MapDrawingProps {
  map: ServiceMap
  layout: MapLayout
  sizing: NodeSizing
  /** The key of the node or edge whose panel is open. */
  chosen: string | undefined
  /** The keys of the nodes that were searched for; all when absent. */
  found: ReadonlySet<string> | undefined
  /** Pixels in a unit of the map. */
  scale: number
  onChoose: (key: string) => void
}

/** All nodes and edges in their places. Of many, those around the one that is pointed at stand out. */
export function MapDrawing({ map, layout, sizing, chosen, found, scale, onChoose }: MapDrawingProps) {
  const { nodes, edges } = map
  const [pointed, setPointed] = useState<string>()
  const isSmall = isCompact(map)
  const labelled = useMemo(
    // Larger than they are, names grow with the map.
    () => (isSmall ? readableLabels(nodes, layout.nodes, Math.min(1, scale)) : undefined),
    [isSmall, nodes, layout, scale],
  )
  const lit = isSmall ? litAround(map, pointed ?? chosen) : undefined
  const isDim = ({ key }: MapNode | MapEdge) => lit !== undefined && !lit.has(key)
  const share = isSmall ? COMPACT_SHARE * Math.max(0.5, Math.min(1, scale / CROWDED_SCALE)) : 1
  const drawn = new Map(
    nodes.map(node => {
      const radius = nodeRadius(node, sizing, nodes) * share
      return [node.key, { ...(layout.nodes.get(node.key) ?? { x: 0, y: 0 }), radius }]
    }),
  )
  // Edges end at the rings, which do not grow smaller with the map when there are many.
  const end = ({ key }: MapNode) => {
    const { x, y, radius } = drawn.get(key)!
    return { x, y, radius: isSmall ? radius / Math.min(1, scale) : radius }
  }
  return (
    <>
      {edges.map(edge => (
        <MapEdgeView
          key={edge.key}
          edge={edge}
          path={edgePath(end(edge.from), layout.edges.get(edge.key) ?? [], end(edge.to))}
          isChosen={edge.key === chosen}
          isDim={isDim(edge)}
          onChoose={onChoose}
        />
      ))}
      {nodes.map(node => (
        <MapNodeView
          key={node.key}
          node={node}
          at={drawn.get(node.key)!}
          isChosen={node.key === chosen}
          isDim={found ? !found.has(node.key) : isDim(node)}
          onChoose={onChoose}
          onPoint={setPointed}
        >
          {labelled ? (
            <CompactNode
              node={node}
              radius={drawn.get(node.key)!.radius}
              labelLine={labelled.get(node.key)}
              scale={scale}
            />
          ) : (
            <RingNode node={node} radius={drawn.get(node.key)!.radius} />
          )}
        </MapNodeView>
      ))}
    </>
  )
}

/** The keys of a node, its edges and those at their other ends; `undefined` when it is no node. */
function litAround({ nodes, edges }: ServiceMap, key: string | undefined): Set<string> | undefined {
  if (!nodes.some(node => node.key === key)) return undefined
  const near = edges.filter(({ from, to }) => from.key === key || to.key === key)
  return new Set([key!, ...near.flatMap(edge => [edge.key, edge.from.key, edge.to.key])])
}
