import type { ReceivedDocument, Segment, Subsegment } from '../../src/document/index.ts'
import { nextId, nextTraceId } from './shop-traces.ts'

/** Tiers of a fleet, with their shares of its services. */
const TIERS = [
  ['gateway', 0],
  ['bff', 0.04],
  ['api', 0.2],
  ['service', 0.35],
  ['worker', 0.2],
  ['store', 0.21],
] as const
const DOMAINS =
  'cart checkout catalog search pricing stock shipping payments fraud users auth profiles reviews'.split(' ')
const ORIGINS = ['AWS::ECS::Fargate', 'AWS::Lambda::Function', 'AWS::EC2::Instance', 'AWS::EKS::Container']

interface Node {
  name: string
  tier: number
  place: number
}

/** The trace of one request that passes through so many services: each calls some of the next tier. */
export function fleetTrace(services: number): ReceivedDocument[] {
  const trace_id = nextTraceId()
  const start = Date.now() / 1000 - 5
  const tiers = TIERS.map(([name, share], tier) =>
    tierOf(name, tier, Math.max(1, Math.round(share * services))),
  )
  const documents: ReceivedDocument[] = []
  const caller = new Map<Node, string>()
  for (const [at, node] of tiers.flat().entries()) {
    const times = { start_time: start + at / 1000, end_time: start + 1 + (at % 17) / 10 }
    const callees = calleesOf(node, tiers[node.tier]!, tiers[node.tier + 1] ?? [])
    const calls = callees.map(
      (to): Subsegment => ({ id: nextId(), name: to.name, namespace: 'remote', ...times }),
    )
    const parent = caller.get(node)
    const own = { name: node.name, trace_id, origin: ORIGINS[at % ORIGINS.length]!, ...times }
    const segment: Segment = {
      id: nextId(),
      ...own,
      fault: at % 23 === 1,
      ...(parent && { parent_id: parent }),
    }
    documents.push({ ...segment, subsegments: calls })
    for (const [place, to] of callees.entries()) {
      const { id } = calls[place]!
      // Who is called twice answers twice.
      if (caller.has(to)) documents.push({ ...own, id: nextId(), name: to.name, parent_id: id })
      else caller.set(to, id)
    }
  }
  return documents
}

function tierOf(name: string, tier: number, count: number): Node[] {
  return Array.from({ length: count }, (_, place) => {
    const round = Math.floor(place / DOMAINS.length)
    const domain = DOMAINS[place % DOMAINS.length]
    return { name: `${domain}-${name}${round > 0 ? `-${round}` : ''}`, tier, place }
  })
}

function calleesOf({ place }: Node, own: readonly Node[], next: readonly Node[]): Node[] {
  return next.filter((_, at) => {
    const isOwn = Math.floor((at * own.length) / next.length) === place
    return isOwn || (place % 4 === 0 && at === (place * 7 + 3) % next.length)
  })
}
