import type { MapNode } from './service-map.ts'

/**
 * The nodes whose name or type has the text in it, whatever the letter case, in the order in which they are listed;
 * `undefined` for no text.
 *
 *     findNodes(nodes, 'lambda') → those of type AWS::Lambda::Function, and one named lambda-proxy
 */
export function findNodes(nodes: readonly MapNode[], text: string): MapNode[] | undefined {
  const needle = text.trim().toLowerCase()
  if (needle === '') return undefined
  return nodes.filter(({ name, type = '' }) => [name, type].some(each => each.toLowerCase().includes(needle)))
}
