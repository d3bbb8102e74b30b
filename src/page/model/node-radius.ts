import type { MapNode } from './service-map.ts'

/** By what nodes are large: all alike, by how much they do, or by how much of it goes wrong. */
export type NodeSizing = 'none' | 'traffic' | 'health'

const PLAIN = 34
const LEAST = 27
const MOST = 44

/** The radius of a node's ring; the numbers in it are read at any. */
export function nodeRadius(node: MapNode, sizing: NodeSizing, nodes: readonly MapNode[]): number {
  if (sizing === 'none' || node.type === 'client') return PLAIN
  if (sizing === 'health') return between(node.total === 0 ? 0 : 1 - node.counts.ok / node.total)
  const most = Math.max(1, ...nodes.map(({ total }) => total))
  return between(Math.sqrt(node.total / most))
}

function between(share: number): number {
  return Math.round(LEAST + share * (MOST - LEAST))
}
