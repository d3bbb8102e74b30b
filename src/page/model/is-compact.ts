import type { ServiceMap } from './service-map.ts'

const MOST_RINGS = 40

/** Whether a map has so many nodes that each is drawn as a small ring with its name beside it. */
export function isCompact({ nodes }: Pick<ServiceMap, 'nodes'>): boolean {
  return nodes.length > MOST_RINGS
}
