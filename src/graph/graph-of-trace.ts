import type { CallRecord, SegmentRecord, TraceRecord } from '../trace/index.ts'
import type { Alias, GraphPart, LinkPart } from './graph-part.ts'
import { GraphSum } from './graph-sum.ts'
import { tallyOf } from './tally.ts'

/**
 * What one trace tells of the service graph.
 *
 *     a client calls shop, shop a database → nodes client, shop, the database; edges client → shop, shop → the database
 */
export function graphOfTrace(record: TraceRecord): GraphPart {
  const { services, segments, calls } = record
  const sum = new GraphSum()
  const nodeOf = ({ service }: SegmentRecord) => services[service]!
  for (const segment of segments) {
    const { Name } = nodeOf(segment)
    const flags = {
      ...(segment.isRoot && { isRoot: true as const }),
      ...(!segment.inferred && { isActive: true as const }),
    }
    sum.addNode({ ...nodeOf(segment), ...flags, ...spanOf(segment), tally: tallyOf(segment) })
    if (!segment.isRoot) continue
    const client = { Name, Type: 'client' }
    sum.addNode({ ...client, ...spanOf(segment), tally: [0, 0, 0, 0, 0] })
    sum.addEdge(client, nodeOf(segment), { ...spanOf(segment), tally: tallyOf(segment) })
  }
  for (const call of calls) {
    const to = segments[call.to]!
    const seen = call.seen ?? to
    const alias = aliasOf(call, nodeOf(to).Name)
    sum.addEdge(nodeOf(segments[call.from]!), nodeOf(to), {
      ...spanOf(seen),
      tally: tallyOf(seen),
      ...(alias && { aliases: [alias] }),
    })
  }
  for (const segment of segments) {
    for (const { trace_id, id } of segment.links ?? []) {
      sum.addLink(nodeOf(segment), { trace_id, id, ...spanOf(segment) })
    }
  }
  return sum.toPart()
}

function spanOf({
  start_time: start,
  end_time: end = start,
}: SegmentRecord | NonNullable<CallRecord['seen']>): Omit<LinkPart, 'trace_id' | 'id' | 'to'> {
  return { startSeconds: start, endSeconds: Math.max(start, end) }
}

function aliasOf({ seen }: CallRecord, calleeName: string): Alias | undefined {
  if (!seen || seen.name === calleeName) return undefined
  const type = seen.namespace === 'aws' ? `AWS::${seen.name.replace(/\s/g, '')}` : seen.namespace
  return { Name: seen.name, Names: [seen.name], ...(type && { Type: type }) }
}
