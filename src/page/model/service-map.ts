import type { Edge, Service, Statistics } from '../../graph/index.ts'
import type { Outcome } from '../../local/index.ts'
import { type ServiceIcon, serviceIcon } from './service-icon.ts'

/** How many requests went which way. */
export type OutcomeCounts = Record<Outcome, number>

/** Numbers of a node or an edge. */
export interface MapNumbers {
  counts: OutcomeCounts
  total: number
  /** Seconds on average; 0 without requests. */
  averageSeconds: number
  perMinute: number
}

/** A node of the map. */
export interface MapNode extends MapNumbers {
  /** The same as long as it is the same service: its name, type and account. */
  key: string
  name: string
  type: string | undefined
  icon: ServiceIcon
  service: Service
}

/** Calls from one node to another. */
export interface MapEdge extends MapNumbers {
  key: string
  from: MapNode
  to: MapNode
  /** The callee takes up later what the caller left for it. */
  isLink: boolean
  edge: Edge
}

/** What the map shows. */
export interface ServiceMap {
  nodes: MapNode[]
  edges: MapEdge[]
}

/**
 * The nodes and edges that `GetServiceGraph` or `GetTraceGraph` answered.
 *
 * @param minutes that the graph is about, for rates
 */
export function serviceMap(services: readonly Service[], minutes: number): ServiceMap {
  const byReference = new Map<number, MapNode>()
  for (const service of services) byReference.set(service.ReferenceId, toNode(service, minutes))
  const edges = services.flatMap(service =>
    service.Edges.flatMap(edge => {
      const from = byReference.get(service.ReferenceId)
      const to = byReference.get(edge.ReferenceId)
      return from && to ? toEdge(from, to, edge, minutes) : []
    }),
  )
  return { nodes: [...byReference.values()], edges }
}

/** Which nodes and edges there are, and nothing of their numbers: while it stays the same, nothing moves. */
export function topologyOf({ nodes, edges }: ServiceMap): string {
  return [...nodes.map(({ key }) => key).sort(), ...edges.map(({ key }) => key).sort()].join('\n')
}

function toNode(service: Service, minutes: number): MapNode {
  const { Name, Type, AccountId } = service
  return {
    key: [Name, Type ?? '', AccountId ?? ''].join('|'),
    name: Name,
    type: Type,
    icon: serviceIcon(Type),
    service,
    ...numbersOf(service.SummaryStatistics, minutes),
  }
}

function toEdge(from: MapNode, to: MapNode, edge: Edge, minutes: number): MapEdge {
  const isLink = edge.EdgeType === 'link'
  // A pair of services may be joined both ways at once, by a call and by a message.
  const key = `${from.key}>${to.key}${isLink ? '>link' : ''}`
  return { key, from, to, isLink, edge, ...numbersOf(edge.SummaryStatistics, minutes) }
}

/** Numbers of the API's statistics; zeroes where there are none, as of a client. */
export function numbersOf(statistics: Statistics | undefined, minutes: number): MapNumbers {
  const total = statistics?.TotalCount ?? 0
  return {
    counts: {
      ok: statistics?.OkCount ?? 0,
      error: statistics?.ErrorStatistics.OtherCount ?? 0,
      throttle: statistics?.ErrorStatistics.ThrottleCount ?? 0,
      fault: statistics?.FaultStatistics.TotalCount ?? 0,
    },
    total,
    averageSeconds: total === 0 ? 0 : (statistics?.TotalResponseTime ?? 0) / total,
    perMinute: total / Math.max(minutes, 1 / 60),
  }
}
