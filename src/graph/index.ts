export { graphOfTrace } from './graph-of-trace.ts'
export type { Alias, EdgePart, GraphPart, LinkPart, NodePart } from './graph-part.ts'
export { GraphSum } from './graph-sum.ts'
export { type SenderOf, sendersIn } from './senders-in.ts'
export { type Edge, type Sender, type Service, servicesOfGraph } from './services-of-graph.ts'
export type { HistogramEntry, Statistics } from './statistics.ts'
export type { Tally } from './tally.ts'
export {
  type TimedGraphPart,
  type TimeSeriesOptions,
  type TimeSeriesServiceStatistics,
  timeSeriesOfGraphs,
} from './time-series-of-graphs.ts'
