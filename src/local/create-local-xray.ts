import { createReceiver } from '../receiver/index.ts'
import { operationsOf } from './api/operations.ts'
import { createIntake } from './create-intake.ts'
import { type KeptDocuments, keepDocuments } from './data/keep-documents.ts'
import type { TakeReplayed } from './data/replay-documents.ts'
import { EventStream } from './endpoints/event-stream.ts'
import { importDocuments } from './endpoints/import-documents.ts'
import { listValues } from './endpoints/list-values.ts'
import { refine } from './endpoints/refine.ts'
import { sendJson, sendJsonText } from './endpoints/send-json.ts'
import { tellEvents } from './endpoints/tell-events.ts'
import { traceText } from './endpoints/trace-text.ts'
import { GroupBook } from './group-book.ts'
import { listenForOtlp, type OtlpPorts } from './listen-for-otlp.ts'
import type { LocalXRayOptions } from './local-xray-options.ts'
import { type LocalXRayStats, localXRayStats } from './local-xray-stats.ts'
import { RefusalLog } from './refusal-log.ts'
import { SamplingRuleBook } from './sampling/sampling-rule-book.ts'
import { SamplingUsage } from './sampling/sampling-usage.ts'
import { TraceStore } from './store/trace-store.ts'
import type { Timeline } from './timeline.ts'

/** A running local X-Ray. */
export interface LocalXRay {
  /** The address that is listened on, such as `127.0.0.1`. */
  readonly address: string
  /** The port that is listened on, UDP and TCP. */
  readonly port: number
  /** The ports for OTLP, where there are any. */
  readonly otlp: { readonly httpPort?: number; readonly grpcPort?: number }
  /** The trace as it is now, or `undefined` when nothing of it is there. */
  timeline(xrayTraceId: string): Promise<Timeline | undefined>
  stats(): LocalXRayStats
  /** Takes in nothing more. Settles when all sockets are closed and what had come is stored. */
  stopListening(): Promise<void>
  /** Settles when all sockets are closed, and everything is forgotten. */
  close(): Promise<void>
}

const MAX_KEPT_REFUSALS = 100

/**
 * Starts an X-Ray of one's own: documents come in over UDP as they would to the daemon, by `PutTraceSegments` or as OTLP,
 * are kept in memory, and are asked for by the operations of the X-Ray API. Rejects when the port cannot be had (an
 * `EADDRINUSE` whose `syscall` is `listen` for TCP, `bind` for UDP), or the data folder.
 *
 *     const xray = await createLocalXRay({ port: 0 })
 *     process.env.AWS_XRAY_DAEMON_ADDRESS = `${xray.address}:${xray.port}`
 */
export async function createLocalXRay(options: LocalXRayOptions = {}): Promise<LocalXRay> {
  const { clock = Date.now, maxBytes = 200_000_000, maxTraces = 100_000, host = '127.0.0.1' } = options
  const startedAt = clock() / 1000
  const onError = (error: unknown) => options.onError?.(error)

  const events = new EventStream()
  const teller = tellEvents(events)
  const refusals = new RefusalLog(MAX_KEPT_REFUSALS)
  const groups = new GroupBook()
  const store = new TraceStore({ maxBytes, maxTraces }, { onChanged: teller.changed, onError })
  const kept = await keep(options, store, maxBytes)
  const intake = createIntake({
    store: (document, text, atMillis) => store.add(document, text, atMillis),
    clock,
    onTaken(xrayTraceId, text) {
      kept?.add(text)
      options.onDocument?.(text)
      options.onTraceUpdated?.(xrayTraceId)
    },
    onRefused(refusal) {
      refusals.add(refusal)
      teller.refused(refusal)
      options.onRefused?.(refusal)
    },
  })

  const stats = () => localXRayStats(store.counts(), refusals)
  const operations = operationsOf({
    ask: store.ask,
    takeDocument: intake.takeDocument,
    rules: new SamplingRuleBook(),
    usage: new SamplingUsage(),
    groups,
    nowSeconds: () => clock() / 1000,
  })
  const about = {
    name: 'spanray local',
    description: 'An X-Ray on your desk: documents over UDP, OTLP and the X-Ray API over HTTP, on one port',
    serves: [
      ...Object.keys(operations).map(path => `POST ${path}`),
      'POST /v1/traces',
      'GET /_spanray/stats',
    ],
  }
  let otlp: OtlpPorts = { close: async () => {} }
  const status = () => ({
    version: SPANRAY_VERSION,
    startedAt,
    limits: { maxBytes, maxTraces },
    ports: { xray: receiver.port, otlpHttp: otlp.httpPort, otlpGrpc: otlp.grpcPort },
    counts: stats(),
  })
  const receiver = await createReceiver({
    ...intake,
    host,
    port: options.port ?? 2000,
    allowedHosts: options.allowedHosts,
    onDatagram: options.onDatagram,
    onDocument: intake.takeDocument,
    onRefused: intake.refuseDatagram,
    onError,
    operations: { ...operations, '/api/refine': request => refine(request, groups, store.ask) },
    pages: {
      '/': () => about,
      '/_spanray/stats': stats,
      '/api/status': status,
      '/api/refused': query => refusals.latest(Number(query.get('limit') ?? MAX_KEPT_REFUSALS)),
      '/api/values': query => listValues(query, store.ask),
    },
    routes: {
      '/api/documents': async (request, response) =>
        sendJson(response, await importDocuments(request, intake.takeDocument, () => store.settle())),
    },
    streams: {
      '/api/events': events.listen,
      '/api/trace': async (request, response) => sendJsonText(response, await traceText(request, store.ask)),
    },
    site: options.site,
  }).catch(async (error: unknown) => {
    await Promise.all([store.close(), kept?.close()])
    throw error
  })
  const { otlpHttpPort, otlpGrpcPort, onWarning = () => {} } = options
  otlp = await listenForOtlp({
    allowedHosts: options.allowedHosts,
    host,
    otlpHttpPort,
    otlpGrpcPort,
    taker: intake,
    onWarning,
    onError,
  })

  let closed: Promise<unknown> | undefined
  const closeSockets = async () => {
    teller.close()
    events.close()
    closed ??= Promise.all([receiver.close(), otlp.close()])
    await closed
  }
  return {
    address: receiver.host,
    port: receiver.port,
    otlp,
    timeline: xrayTraceId => store.ask('readTimeline', xrayTraceId),
    stats,
    stopListening: async () => {
      await closeSockets()
      await store.settle()
    },
    close: async () => {
      await closeSockets()
      await Promise.all([store.close(), kept?.close()])
    },
  }
}

async function keep(
  { dataFolder, onReplayed, onError = () => {} }: LocalXRayOptions,
  store: TraceStore,
  maxBytes: number,
): Promise<KeptDocuments | undefined> {
  if (dataFolder === undefined) return undefined
  try {
    const replay: TakeReplayed = (document, text, atMillis) => store.replay(document, text, atMillis)
    const kept = await keepDocuments({ folder: dataFolder, maxBytes, replay, onError })
    void kept.replayed
      .then(async replayed => {
        await store.settle()
        if (!store.isClosed) onReplayed?.(replayed)
      })
      .catch((error: unknown) => {
        if (!store.isClosed) onError(error)
      })
    return kept
  } catch (error) {
    await store.close()
    throw error
  }
}
