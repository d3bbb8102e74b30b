import type { TraceRecord } from '../trace/index.ts'
import type { Sender } from './services-of-graph.ts'

/**
 * Who in a trace left behind what a link with this id leads to: the callee of the subsegment with this id (a queue), or
 * the service of the segment; `undefined` when the trace has neither.
 */
export function senderIn({ segments, calls, services }: TraceRecord, id: string): Sender | undefined {
  const call = calls.find(each => each.id === id)
  const segment = call ? segments[call.to]! : segments.find(each => each.id === id)
  if (!segment) return undefined
  return { service: services[segment.service]!, sentSeconds: (call?.seen ?? segment).start_time }
}
