import type { Link } from '../document/index.ts'
import { type ServiceId, serviceKey } from '../trace/index.ts'
import type { Alias, EdgePart, GraphPart, NodePart } from './graph-part.ts'
import { type HistogramEntry, histogramOf, type Statistics, statisticsOf } from './statistics.ts'
import { type Tally, TallySum, tallyOf } from './tally.ts'

/** A node of the service graph, as `GetServiceGraph` and `GetTraceGraph` answer it. */
export interface Service extends ServiceId {
  ReferenceId: number
  Root?: true
  /** `active` where it sent segments. */
  State: 'active' | 'unknown'
  /** Epoch seconds, whole. */
  StartTime: number
  EndTime: number
  Edges: Edge[]
  /** Absent on clients. */
  SummaryStatistics?: Statistics
  DurationHistogram?: HistogramEntry[]
  ResponseTimeHistogram?: HistogramEntry[]
}

/** Calls from one node to another. */
export interface Edge {
  /** The callee's. */
  ReferenceId: number
  StartTime: number
  EndTime: number
  SummaryStatistics: Statistics
  ResponseTimeHistogram: HistogramEntry[]
  Aliases: Alias[]
  /** `link` where the callee takes up what the caller left for it. */
  EdgeType?: 'link'
  /** Of a link: how long what was left has waited. */
  ReceivedEventAgeHistogram?: HistogramEntry[]
}

/** Who left behind what a link leads to. */
export interface Sender {
  service: Pick<ServiceId, 'Name' | 'Type' | 'AccountId'>
  /** When it was left, in epoch seconds. */
  sentSeconds: number
}

/**
 * The service graph as the API answers it. Nodes are numbered by name.
 *
 * @param findSender who sent what a link leads to: `sendersIn` of the other trace's record; links to nobody are left out
 * @see https://docs.aws.amazon.com/xray/latest/api/API_Service.html
 */
export function servicesOfGraph(
  { nodes, edges, links = [] }: GraphPart,
  findSender: (link: Link) => Sender | undefined = () => undefined,
): Service[] {
  const services = nodes.map(toService)
  for (const edge of edges) services[edge.from]!.Edges.push(toEdge(edge))
  const places = new Map(nodes.map((node, place) => [serviceKey(node), place]))
  const waits = new Map<string, { from: number; to: number; ages: TallySum; start: number; end: number }>()
  for (const link of links) {
    const sender = findSender(link)
    const from = sender && places.get(serviceKey(sender.service))
    if (!sender || from === undefined) continue
    const key = `${from} ${link.to}`
    const wait = waits.get(key) ?? {
      from,
      to: link.to,
      ages: new TallySum(),
      start: Number.POSITIVE_INFINITY,
      end: 0,
    }
    waits.set(key, wait)
    wait.ages.add(tallyOf({ start_time: sender.sentSeconds, end_time: link.startSeconds }))
    wait.start = Math.min(wait.start, link.startSeconds)
    wait.end = Math.max(wait.end, link.endSeconds)
  }
  for (const { from, to, ages, start, end } of waits.values()) {
    const tally = ages.toTally()
    services[from]!.Edges.push({
      ReferenceId: to,
      StartTime: Math.floor(start),
      EndTime: Math.ceil(end),
      SummaryStatistics: statisticsOf(tally),
      ResponseTimeHistogram: [],
      Aliases: [],
      EdgeType: 'link',
      ReceivedEventAgeHistogram: histogramOf(tally),
    })
  }
  return services
}

function toService(node: NodePart, ReferenceId: number): Service {
  const { Name, Type, AccountId, isRoot, isActive, startSeconds, endSeconds, tally } = node
  return {
    ReferenceId,
    Name,
    Names: [Name],
    ...(isRoot && { Root: true }),
    ...(AccountId !== undefined && { AccountId }),
    ...(Type !== undefined && { Type }),
    State: isActive ? 'active' : 'unknown',
    StartTime: Math.floor(startSeconds),
    EndTime: Math.ceil(endSeconds),
    Edges: [],
    ...(Type !== 'client' && statisticsAndHistograms(tally)),
  }
}

function statisticsAndHistograms(tally: Tally) {
  return {
    SummaryStatistics: statisticsOf(tally),
    DurationHistogram: histogramOf(tally),
    ResponseTimeHistogram: histogramOf(tally),
  }
}

function toEdge({ to, startSeconds, endSeconds, tally, aliases = [] }: EdgePart): Edge {
  return {
    ReferenceId: to,
    StartTime: Math.floor(startSeconds),
    EndTime: Math.ceil(endSeconds),
    SummaryStatistics: statisticsOf(tally),
    ResponseTimeHistogram: histogramOf(tally),
    Aliases: aliases,
  }
}
