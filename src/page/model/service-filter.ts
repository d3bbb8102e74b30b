import { quoted } from './filter-text.ts'
import type { MapEdge, MapNode } from './service-map.ts'

/** A node in a filter expression: `service(id(name: "shop", type: "AWS::ECS::Fargate"))` */
export function serviceFilter(node: MapNode): string {
  return `service(${idOf(node)})`
}

/** An edge in a filter expression. What came in from a client is the root's own. */
export function edgeFilter({ from, to }: MapEdge): string {
  if (from.type === 'client') return serviceFilter(to)
  return `edge(${idOf(from)}, ${idOf(to)})`
}

/** Those of a node's or an edge's traces whose times lie between two: what a brushed histogram asks for. */
export function timesFilter(subject: string, fromSeconds: number, toSeconds: number): string {
  return `${subject} { ${responseTimesBetween(fromSeconds, toSeconds)} }`
}

/** Response times between two, both a little wider than the bars of a histogram that they come from. */
export function responseTimesBetween(fromSeconds: number, toSeconds: number): string {
  return `responsetime >= ${digits(fromSeconds, Math.floor)} AND responsetime <= ${digits(toSeconds, Math.ceil)}`
}

/** Four digits are enough, as long as nothing falls out at either end. */
function digits(value: number, round: (value: number) => number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.max(value, 1e-6))) - 3)
  return Number((round(value / unit) * unit).toPrecision(4))
}

function idOf({ name, type, service }: MapNode): string {
  const parts = [
    `name: ${quoted(name)}`,
    ...(type === undefined ? [] : [`type: ${quoted(type)}`]),
    ...(service.AccountId === undefined ? [] : [`account.id: ${quoted(service.AccountId)}`]),
  ]
  return `id(${parts.join(', ')})`
}
