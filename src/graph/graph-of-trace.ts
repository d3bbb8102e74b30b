import type { CallRecord, TraceRecord, Went } from '../trace/index.ts'
import type { Alias, EdgePart, GraphPart, LinkPart, NodePart } from './graph-part.ts'
import { GraphSum } from './graph-sum.ts'
import { emptyTally, tallyOf } from './tally.ts'

/**
 * What one trace tells of the service graph.
 *
 *     a client calls shop, shop a database → nodes shop, the database, client; edges client → shop, shop → the database
 */
export function graphOfTrace(record: TraceRecord): GraphPart {
  const { services, segments } = record
  const part = partOfTrace(record)
  const hasEachOnce =
    segments.length === services.length && segments.filter(({ isRoot }) => isRoot).length < 2
  if (hasEachOnce) return part
  const sum = new GraphSum()
  sum.add(part)
  return sum.toPart()
}

/** A node for each segment, an edge for each call. */
function partOfTrace({ services, segments, calls }: TraceRecord): GraphPart {
  const part: GraphPart = { nodes: [], edges: [] }
  const clients: { Name: string; to: number }[] = []
  const links: LinkPart[] = []
  for (let place = 0; place < segments.length; place++) {
    const segment = segments[place]!
    const service = services[segment.service]!
    const node: NodePart = { Name: service.Name, ...spanOf(segment), tally: tallyOf(segment) }
    if (service.Type !== undefined) node.Type = service.Type
    if (service.AccountId !== undefined) node.AccountId = service.AccountId
    if (segment.isRoot) {
      node.isRoot = true
      clients.push({ Name: service.Name, to: place })
    }
    if (!segment.inferred) node.isActive = true
    part.nodes.push(node)
    for (const { trace_id, id } of segment.links ?? []) {
      links.push({ trace_id, id, to: place, ...spanOf(segment) })
    }
  }
  for (const { from, to, seen } of calls) {
    const callee = segments[to]!
    const went = seen ?? callee
    const edge: EdgePart = { from, to, ...spanOf(went), tally: tallyOf(went) }
    const aliases = aliasesOf(seen, services[callee.service]!.Name)
    if (aliases) edge.aliases = aliases
    part.edges.push(edge)
  }
  for (const { Name, to } of clients) {
    const segment = segments[to]!
    const from = part.nodes.push({ Name, Type: 'client', ...spanOf(segment), tally: emptyTally() }) - 1
    part.edges.push({ from, to, ...spanOf(segment), tally: tallyOf(segment) })
  }
  return links.length > 0 ? { ...part, links } : part
}

function spanOf({ start_time: start, end_time: end = start }: Went): {
  startSeconds: number
  endSeconds: number
} {
  return { startSeconds: start, endSeconds: Math.max(start, end) }
}

function aliasesOf(seen: CallRecord['seen'], calleeName: string): Alias[] | undefined {
  if (!seen || seen.name === calleeName) return undefined
  const type = seen.namespace === 'aws' ? `AWS::${seen.name.replace(/\s/g, '')}` : seen.namespace
  return [{ Name: seen.name, Names: [seen.name], ...(type && { Type: type }) }]
}
