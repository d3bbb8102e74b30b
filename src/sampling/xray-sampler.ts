import {
  type Attributes,
  type Context,
  context as contexts,
  diag,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type SpanKind,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'
import { type CallXRay, callXRayAt, isHttpUrl } from '../client/index.ts'
import { textOf, XRayError } from '../error/index.ts'
import { headerGapsOf, XRayIdGenerator } from '../ids/index.ts'
import type { Decision } from './applied-rule.ts'
import { LocalRules } from './local-rules.ts'
import { RuleBook } from './rule-book.ts'
import type { SampledService } from './rule-matcher.ts'
import { RulePoller } from './rule-poller.ts'
import { sampledRequest } from './sampled-request.ts'

/** How a sampler is set up. */
export interface XRaySamplerOptions {
  /**
   * Where X-Ray's rules are: the TCP side of an X-Ray daemon, a Collector's `awsproxy`, or a CloudWatch agent; the X-Ray
   * API itself, as `xray` or by its URL, which is asked with a signature; `false` goes by the local rules alone.
   * @default 'http://127.0.0.1:2000'
   */
  endpoint?: string | false | undefined
  /** Calls X-Ray in another way than through the endpoint. */
  call?: CallXRay | undefined
  /** The service whose rules count. Without it, only rules for any service do. */
  service?: SampledService | (() => SampledService | Promise<SampledService>) | undefined
  /**
   * What counts while X-Ray's rules are not at hand, in the form of the X-Ray SDK's rule files.
   * @default 1 trace a second, and 5 % of the others
   */
  localRules?: unknown
  /** The time, in epoch milliseconds. @default Date.now */
  now?: (() => number) | undefined
}

const DEFAULT_ENDPOINT = 'http://127.0.0.1:2000'

/** How long `forceFlush()` takes at most, where nobody says. */
const FLUSH_MILLIS = 2000

/** Nobody's context, in which nothing is traced. */
const UNTRACED = suppressTracing(ROOT_CONTEXT)

const TAKEN: Decision = { decision: 2 }
const LEFT: Decision = { decision: 0 }

/**
 * OpenTelemetry's sampler for X-Ray: a trace that comes from a caller is taken if the caller took it; of others decide the
 * sampling rules that are set up in X-Ray, which are read from the first such trace on, and again every 5 minutes.
 *
 *     new NodeTracerProvider({ sampler: new XRaySampler({ service: { name: 'shop' } }) })
 *
 * While the rules are not there yet, or for more than an hour could not be read, 1 trace a second is taken and 5 % of the
 * others. It holds up no start and no end of a process, and its own calls are not traced. What was decided since X-Ray was
 * last told, `forceFlush()` tells it.
 *
 * @throws {XRayError} `ERR_XRAY_ENDPOINT` when that is no URL, `ERR_XRAY_SAMPLING_RULES` when the local rules are none
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export class XRaySampler {
  readonly #book = new RuleBook()
  readonly #local: LocalRules
  /** What the local rules do, in words. */
  readonly #meanwhile: string
  readonly #endpoint: string | false
  readonly #call: CallXRay | undefined
  readonly #service: () => SampledService | Promise<SampledService>
  readonly #now: () => number
  #stop: (() => void) | undefined
  #poller: RulePoller | undefined

  constructor(options: XRaySamplerOptions = {}) {
    const { call, endpoint = DEFAULT_ENDPOINT, localRules, now = Date.now, service = {} } = options
    if (endpoint !== false && endpoint !== 'xray' && !isHttpUrl(endpoint))
      throw new XRayError(
        'ERR_XRAY_ENDPOINT',
        `Cannot read sampling rules from '${endpoint}': it is no URL of an X-Ray daemon; write ${DEFAULT_ENDPOINT}, or xray for the X-Ray API`,
      )
    this.#local = new LocalRules(localRules)
    this.#meanwhile =
      localRules === undefined
        ? 'one trace a second and 5 % of the others are taken'
        : 'the local rules decide'
    this.#endpoint = endpoint
    this.#call = call ?? (endpoint === false ? undefined : callXRayAt(endpoint, { isWaitedFor: false }))
    this.#service = typeof service === 'function' ? service : () => service
    this.#now = now
  }

  shouldSample(
    context: Context,
    traceId: string,
    _name: string,
    _kind: SpanKind,
    attributes: Attributes,
    _links: Link[],
  ): Decision {
    const parent = trace.getSpanContext(context)
    if (parent && isSpanContextValid(parent) && !headerGapsOf(parent)?.sampling)
      return (parent.traceFlags & TraceFlags.SAMPLED) === 0 ? LEFT : TAKEN
    if (!this.#stop) this.#start()
    const request = () => sampledRequest(attributes)
    const now = this.#now()
    return this.#book.decide(request, traceId, now) ?? this.#local.decide(request, traceId, now)
  }

  toString(): string {
    return `XRaySampler{${this.#endpoint === false ? 'local rules' : this.#endpoint}}`
  }

  /**
   * Takes note of how a request went that a rule decided of. Where a rule has a boost, X-Ray raises its rate for a while
   * when many requests fail, and learns of them in this way.
   *
   * @param ruleName what the decision told as `aws.xray.sampling_rule_name`
   */
  noteEnd(ruleName: string, end: { isSampled: boolean; isAnomaly: boolean }): void {
    this.#book.noteEnd(ruleName, end)
  }

  /** Whether there are decisions of which X-Ray has not been told. */
  get isBusy(): boolean {
    return this.#book.hasStatistics
  }

  /**
   * Tells X-Ray of the decisions that it has not been told of. Settles when it has answered, could not be reached, or
   * `timeoutMillis` have passed; keeps the process alive meanwhile.
   */
  async forceFlush({ timeoutMillis = FLUSH_MILLIS } = {}): Promise<void> {
    const poller = this.#poller
    if (!poller || !this.isBusy) return
    const told = contexts.with(UNTRACED, () => poller.flush())
    await new Promise<void>(resolve => {
      const bound = setTimeout(resolve, timeoutMillis)
      void told.finally(() => {
        clearTimeout(bound)
        resolve()
      })
    })
  }

  /** Asks X-Ray no more, and for good. The rules that are there count for an hour. */
  stop(): void {
    this.#stop?.()
    this.#stop = () => {}
  }

  #start(): void {
    this.#stop = () => {}
    const call = this.#call
    if (!call) return
    // Not in the context of the request that happens to be the first: it would be kept, and traced.
    contexts.with(UNTRACED, () => {
      const poller = new RulePoller({
        book: this.#book,
        call,
        // 24 digits at random.
        clientId: new XRayIdGenerator().generateTraceId().slice(8),
        service: this.#service,
        now: this.#now,
        random: Math.random,
        schedule,
        onRules: outcome => this.#tell(outcome),
      })
      this.#poller = poller
      // The answer to that request goes first.
      const begin = setImmediate(() => poller.start())
      this.#stop = () => {
        clearImmediate(begin)
        poller.stop()
      }
    })
  }

  #isTold = false

  /** The first failure is worth a warning: most traces are left out until it is mended. */
  #tell(outcome: { count: number } | { error: unknown }): void {
    const place = this.#endpoint || 'X-Ray'
    if ('count' in outcome) {
      diag.info(
        `spanray: sampling by ${outcome.count} rules of ${place}, ${this.#book.size} of them for this service`,
      )
      this.#isTold = false
    } else if (!this.#isTold) {
      const { error } = outcome
      const { code, message = textOf(error) } = (error ?? {}) as NodeJS.ErrnoException
      diag.warn(
        `spanray: cannot read sampling rules from ${place} (${code ?? message}): ${this.#meanwhile} until it can be reached; OTEL_TRACES_SAMPLER=parentbased_always_on takes all`,
      )
      this.#isTold = true
    }
  }
}

/** Holds up the end of no process; where timers are broken, nothing is called back, and nothing breaks. */
function schedule(millis: number, callback: () => void): () => void {
  try {
    const timer = setTimeout(callback, millis)
    timer.unref()
    return () => clearTimeout(timer)
  } catch {
    return () => {}
  }
}
