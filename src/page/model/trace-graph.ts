import type { ReceivedDocument } from '../../document/index.ts'
import { graphOfTrace, type Service, servicesOfGraph } from '../../graph/index.ts'
import { mergeTrace, recordTrace } from '../../trace/index.ts'

/** The service graph of one trace, made here: a file that was shared has one too. */
export function traceGraph(documents: readonly ReceivedDocument[]): Service[] {
  const trace = mergeTrace(documents)
  return trace ? servicesOfGraph(graphOfTrace(recordTrace(trace))) : []
}
