import { type DocumentRefusal, parseDocument } from '../document/index.ts'
import { createReceiver, type Operation, type Site } from '../receiver/index.ts'
import { spansToDocuments } from '../segment/index.ts'
import { batchGetTraces } from './api/batch-get-traces.ts'
import { getSamplingRules } from './api/get-sampling-rules.ts'
import { getSamplingTargets } from './api/get-sampling-targets.ts'
import { getTraceSummaries } from './api/get-trace-summaries.ts'
import { putTraceSegments } from './api/put-trace-segments.ts'
import { type Refusal, RefusalLog } from './refusal-log.ts'
import { type Timeline, timelineOf } from './timeline.ts'
import { TraceStore, type TraceStoreCounts } from './trace-store.ts'

/** How a local X-Ray is set up. */
export interface LocalXRayOptions {
  /** The address or name to listen on. @default '127.0.0.1' */
  host?: string
  /** The port to listen on, UDP and TCP; 0 takes any that is free on both. @default 2000 */
  port?: number
  /** Bytes of documents that are kept. @default 200,000,000 */
  maxBytes?: number
  /** Traces that are kept. @default 100,000 */
  maxTraces?: number
  /** The page for people, as `readSite()` reads it. @default none: a browser gets what a program gets */
  site?: Site | undefined
  /** The time, in epoch milliseconds. @default Date.now */
  clock?: () => number
  /** Called for each document that was taken in, with the id of its trace. */
  onTraceUpdated?: (xrayTraceId: string) => void
  /** Called for each document and datagram that was not taken. */
  onRefused?: (refusal: Refusal) => void
  /** Called with what the server itself failed on; it goes on. */
  onError?: (error: unknown) => void
}

/** What a local X-Ray has done: `documents.received = documents.stored + documents.refused`, always. */
export interface LocalXRayStats {
  documents: {
    received: number
    refused: number
    refusedByCode: Record<string, number>
  } & Pick<TraceStoreCounts, 'bytes' | 'duplicated' | 'evicted' | 'held' | 'replaced' | 'stale' | 'stored'>
  /** Those of which no document could be had; a datagram of no bytes is not counted. */
  datagrams: { rejected: number; rejectedByCode: Record<string, number> }
  traces: { held: number; evicted: number }
  /** At most 100, the latest at the end. */
  lastRefusals: Refusal[]
}

/** A running local X-Ray. */
export interface LocalXRay {
  /** The address that is listened on, such as `127.0.0.1`. */
  readonly address: string
  /** The port that is listened on, UDP and TCP. */
  readonly port: number
  /** The trace as it is now, or `undefined` when nothing of it is there. */
  timeline(xrayTraceId: string): Timeline | undefined
  stats(): LocalXRayStats
  /** Settles when both sockets are closed. */
  close(): Promise<void>
}

const MAX_KEPT_REFUSALS = 100

/**
 * Starts an X-Ray of one's own: documents come in over UDP as they would to the daemon, or by `PutTraceSegments`, are
 * kept in memory, and are asked for by `GetTraceSummaries` and `BatchGetTraces`. Rejects when the port cannot be had (an
 * `EADDRINUSE` whose `syscall` is `listen` for TCP, `bind` for UDP).
 *
 *     const xray = await createLocalXRay({ port: 0 })
 *     process.env.AWS_XRAY_DAEMON_ADDRESS = `${xray.address}:${xray.port}`
 */
export async function createLocalXRay(options: LocalXRayOptions = {}): Promise<LocalXRay> {
  const { clock = Date.now, maxBytes = 200_000_000, maxTraces = 100_000 } = options
  const store = new TraceStore({ maxBytes, maxTraces })
  const refusals = new RefusalLog(MAX_KEPT_REFUSALS)

  const refuse = (refusal: Omit<Refusal, 'atMillis'>) => {
    const timed = { atMillis: clock(), ...refusal }
    refusals.add(timed)
    options.onRefused?.(timed)
  }
  const takeDocument = (text: string): DocumentRefusal | undefined => {
    const { document, refusal } = parseDocument(text)
    if (refusal) {
      refuse({ what: 'document', ...refusal })
      return refusal
    }
    const xrayTraceId = store.add(document, text, clock())
    options.onTraceUpdated?.(xrayTraceId)
    return undefined
  }
  const stats = () => statsOf(store.counts(), refusals)

  const operations: Record<string, Operation> = {
    '/GetSamplingRules': getSamplingRules,
    '/SamplingTargets': request => getSamplingTargets(request, clock()),
    '/TraceSegments': request => putTraceSegments(request, takeDocument),
    '/TraceSummaries': request => getTraceSummaries(request, store),
    '/Traces': request => batchGetTraces(request, store),
  }
  const about = {
    name: 'spanray local',
    description: 'An X-Ray on your desk: documents over UDP, the X-Ray API over HTTP, on one port',
    serves: [...Object.keys(operations).map(path => `POST ${path}`), 'GET /_spanray/stats'],
  }
  const receiver = await createReceiver({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 2000,
    onDocument: takeDocument,
    onSpans: spans => {
      for (const { text } of spansToDocuments(spans).documents) takeDocument(text)
      return true
    },
    onSpansRefused: refusals => {
      for (const { message } of refusals) refuse({ what: 'spans', code: 'InvalidSpans', message })
    },
    onRefused: refusal => refuse({ what: 'datagram', ...refusal }),
    onError: error => options.onError?.(error),
    operations,
    pages: { '/': () => about, '/_spanray/stats': stats },
    site: options.site,
  })
  return {
    address: receiver.host,
    port: receiver.port,
    timeline: xrayTraceId => timelineOf(store.get(xrayTraceId)?.documents() ?? []),
    stats,
    close: () => receiver.close(),
  }
}

function statsOf(counts: TraceStoreCounts, refusals: RefusalLog): LocalXRayStats {
  const { traces, evictedTraces, ...documents } = counts
  const refused = refusals.total('document')
  return {
    documents: {
      received: documents.stored + refused,
      ...documents,
      refused,
      refusedByCode: refusals.byCode('document'),
    },
    datagrams: { rejected: refusals.total('datagram'), rejectedByCode: refusals.byCode('datagram') },
    traces: { held: traces, evicted: evictedTraces },
    lastRefusals: refusals.last(),
  }
}
