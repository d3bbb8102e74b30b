import type { IncomingMessage } from 'node:http'
import { readTraceIds } from '../api/read-trace-ids.ts'
import type { AskStore } from '../store/trace-store.ts'

/**
 * The documents of a trace for the page, as the JSON text of a list: `?id=1-581cf771-a006649127e371903a2de979`. An empty
 * list for a trace that is not there, and for what is no trace id.
 */
export async function traceText({ url = '' }: IncomingMessage, ask: AskStore): Promise<string> {
  const id = new URL(url, 'http://localhost').searchParams.get('id') ?? ''
  const [xrayTraceId] = readTraceIds({ TraceIds: [id] }).xrayTraceIds
  return xrayTraceId === undefined ? '[]' : ask('traceDocuments', xrayTraceId)
}
