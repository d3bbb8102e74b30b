import type { TraceRecord } from '../trace/index.ts'
import type { Sender } from './services-of-graph.ts'

/** Who left behind what a link with an id leads to; `undefined` for an id that nothing in the trace has. */
export type SenderOf = (id: string) => Sender | undefined

/**
 * Looks up who in a trace left something behind for others: of a subsegment's id its callee (a queue), of a segment's
 * its service. The trace is gone through once, however many links lead to it.
 */
export function sendersIn({ segments, calls, services }: TraceRecord): SenderOf {
  const senders = new Map<string, Sender>()
  const add = (id: string, service: number, sentSeconds: number) => {
    if (!senders.has(id)) senders.set(id, { service: services[service]!, sentSeconds })
  }
  for (const { id, to, seen } of calls) {
    const callee = segments[to]!
    if (id !== undefined) add(id, callee.service, (seen ?? callee).start_time)
  }
  for (const { id, service, start_time: start } of segments) add(id, service, start)
  return id => senders.get(id)
}
