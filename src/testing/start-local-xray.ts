import type { LocalXRay, LocalXRayStats, Refusal, TraceSummary } from '../local/index.ts'
import { type RecordedTrace, recordedTrace } from './recorded-trace.ts'

/** How a local X-Ray for tests is started. */
export interface StartOptions {
  /** The port, UDP and TCP. @default any that is free */
  port?: number | undefined
}

/** How a trace is waited for. */
export interface WaitOptions {
  /** @default 5,000 */
  timeoutMillis?: number | undefined
}

/** An X-Ray for the time of a test. */
export interface TestXRay {
  /** Where its API is: `http://127.0.0.1:40313`. */
  readonly endpoint: string
  /** For the environment of a process: sends its traces here, all of them. */
  readonly env: Readonly<Record<string, string>>
  /**
   * The newest trace that a filter expression finds, once it is complete and nothing more of it comes. Without a filter
   * any trace.
   *
   *     await xray.waitForTrace('service("shop") { fault }')
   *
   * @throws Error when there is none in time; it says what came instead. A filter that cannot be read is told at once.
   */
  waitForTrace(filter?: string, options?: WaitOptions): Promise<RecordedTrace>
  /** The traces that are there now and that a filter finds, the newest first; at most 100. */
  traces(filter?: string): Promise<RecordedTrace[]>
  /** What was not taken in, and why; the latest at the end. */
  refused(): Refusal[]
  stats(): LocalXRayStats
  /** Ends it, and leaves nothing behind. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const TIMEOUT_MILLIS = 5000
const POLL_MILLIS = 25
/** A day more: the clock that stamped a trace may be ahead of ours. */
const DAY_SECONDS = 86_400
const MAX_TRACES_PER_CALL = 5

/**
 * Starts an X-Ray on a port of its own; several may run side by side.
 *
 *     const xray = await startLocalXRay()
 *     const app = spawn('node', ['--require', 'spanray/register', 'app.js'], { env: { ...process.env, ...xray.env } })
 *     const trace = await xray.waitForTrace('http.url CONTAINS "/orders"')
 *     assertTrace(trace, { services: ['shop', 'DynamoDB'], fault: false })
 *     await xray.close()
 */
export async function startLocalXRay({ port = 0 }: StartOptions = {}): Promise<TestXRay> {
  const { createLocalXRay } = await import('../local/index.ts')
  const xray = await createLocalXRay({ port })
  const endpoint = `http://${xray.address}:${xray.port}`

  const traces = async (filter?: string) => {
    const summaries = await findSummaries(endpoint, filter)
    return readTraces(endpoint, summaries)
  }
  const waitForTrace = async (filter?: string, { timeoutMillis = TIMEOUT_MILLIS }: WaitOptions = {}) => {
    const deadline = performance.now() + timeoutMillis
    let before: TraceSummary | undefined
    for (;;) {
      const [newest] = await findSummaries(endpoint, filter)
      // It has come whole when the next look finds no more of it.
      if (newest && !newest.IsPartial && newest.Id === before?.Id && newest.Revision === before.Revision) {
        const [trace] = await readTraces(endpoint, [newest])
        if (trace) return trace
      }
      before = newest
      if (performance.now() >= deadline)
        throw new Error(await nothingCame(endpoint, xray, filter, timeoutMillis))
      await new Promise(resolve => setTimeout(resolve, POLL_MILLIS))
    }
  }
  return {
    endpoint,
    env: {
      AWS_XRAY_DAEMON_ADDRESS: `${xray.address}:${xray.port}`,
      OTEL_TRACES_SAMPLER: 'always_on',
    },
    waitForTrace,
    traces,
    refused: () => xray.stats().lastRefusals,
    stats: () => xray.stats(),
    close: () => xray.close(),
    [Symbol.asyncDispose]: () => xray.close(),
  }
}

async function findSummaries(endpoint: string, filter: string | undefined): Promise<TraceSummary[]> {
  const request = {
    StartTime: 0,
    EndTime: Date.now() / 1000 + DAY_SECONDS,
    ...(filter !== undefined && { FilterExpression: filter }),
  }
  const { TraceSummaries } = await call<{ TraceSummaries: TraceSummary[] }>(
    endpoint,
    '/TraceSummaries',
    request,
  )
  return TraceSummaries
}

async function readTraces(endpoint: string, summaries: readonly TraceSummary[]): Promise<RecordedTrace[]> {
  const documents = new Map<string, string[]>()
  for (let at = 0; at < summaries.length; at += MAX_TRACES_PER_CALL) {
    const TraceIds = summaries.slice(at, at + MAX_TRACES_PER_CALL).map(({ Id }) => Id)
    const { Traces } = await call<{ Traces: { Id: string; Segments: { Document: string }[] }[] }>(
      endpoint,
      '/Traces',
      { TraceIds },
    )
    for (const { Id, Segments } of Traces)
      documents.set(
        Id,
        Segments.map(({ Document }) => Document),
      )
  }
  return summaries.map(summary => recordedTrace(summary, documents.get(summary.Id) ?? []))
}

async function call<Answer>(endpoint: string, path: string, request: unknown): Promise<Answer> {
  const response = await fetch(endpoint + path, { method: 'POST', body: JSON.stringify(request) })
  const answer = (await response.json()) as Answer & { Message?: string }
  if (!response.ok) throw new Error(answer.Message ?? `${path} answered ${response.status}`)
  return answer
}

/** What a test that waits in vain needs to know. */
async function nothingCame(
  endpoint: string,
  xray: LocalXRay,
  filter: string | undefined,
  timeoutMillis: number,
): Promise<string> {
  const sought = filter === undefined ? 'No complete trace' : `No complete trace that ${filter} finds`
  const others = (await findSummaries(endpoint, undefined)).slice(0, 5).map(describeTrace)
  const refusals = xray
    .stats()
    .lastRefusals.slice(-3)
    .map(({ code, message }) => `  refused (${code}): ${message}`)
  const came = others.length > 0 ? ['These came:', ...others] : ['None came at all']
  return [
    `${sought} came to ${endpoint} within ${timeoutMillis.toLocaleString('en-US')} ms`,
    ...came,
    ...refusals,
  ].join('\n')
}

function describeTrace({ Id, EntryPoint, Http, HasFault, HasError, IsPartial }: TraceSummary): string {
  const flags = [HasFault && 'fault', HasError && 'error', IsPartial && 'in progress'].filter(Boolean)
  const request = [Http.HttpMethod, Http.HttpURL].filter(Boolean).join(' ')
  return `  ${[Id, EntryPoint?.Name, request, ...flags].filter(Boolean).join(' ')}`
}
