import { SpanKind, trace } from '@opentelemetry/api'
import {
  InstrumentationBase,
  InstrumentationNodeModuleDefinition as Module,
  InstrumentationNodeModuleFile as ModuleFile,
} from '@opentelemetry/instrumentation'
import { requireFromApp } from '../require-from-app.ts'

type Trace = (telemetry: Telemetry | undefined, spanKind: SpanKind, ...rest: unknown[]) => unknown
type Detach = (telemetry: Telemetry | undefined, ...rest: unknown[]) => unknown

/** What BullMQ's queues, workers and flows trace by, each with the telemetry that the app gave it. */
interface Utils {
  trace: Trace
  withDetachedContext?: Detach
}

interface Telemetry {
  tracer: { startSpan(...args: unknown[]): TelemetrySpan }
}

interface TelemetrySpan {
  addEvent(name: string, attributes?: Record<string, unknown>, time?: unknown): void
}

/** BullMQ's own tracing, the package `bullmq-otel`, for queues and workers that got none from the app. */
export class Instrumentation extends InstrumentationBase {
  constructor(options: object) {
    super('spanray/bullmq', SPANRAY_VERSION, options)
  }

  protected init(): Module[] {
    const utils = new ModuleFile(
      'bullmq/dist/cjs/utils/index.js',
      ['>=5.15.0 <7'],
      addTelemetry,
      same => same,
    )
    return [new Module('bullmq', [], undefined, undefined, [utils])]
  }
}

function addTelemetry(utils: Utils): Utils {
  const { BullMQOtel } = (requireFromApp('bullmq-otel') ?? {}) as {
    BullMQOtel?: new (name: string) => Telemetry
  }
  if (!BullMQOtel) return utils
  const own = withoutResults(new BullMQOtel('bullmq'))
  const { trace: traceCall, withDetachedContext } = utils
  utils.trace = (telemetry, spanKind, ...rest) => {
    // What a worker does by itself, such as looking for stalled jobs, would be a trace of its own, again and again.
    const isHousekeeping = spanKind === SpanKind.INTERNAL && !trace.getActiveSpan()
    return traceCall(telemetry ?? (isHousekeeping ? undefined : own), spanKind, ...rest)
  }
  if (withDetachedContext)
    utils.withDetachedContext = (telemetry, ...rest) => withDetachedContext(telemetry ?? own, ...rest)
  return utils
}

/** What a job resulted in is the app's: it may be anything. */
function withoutResults(telemetry: Telemetry): Telemetry {
  const { tracer } = telemetry
  const startSpan = tracer.startSpan.bind(tracer)
  tracer.startSpan = (...args) => {
    const span = startSpan(...args)
    const addEvent = span.addEvent.bind(span)
    span.addEvent = (name, { 'bullmq.job.result': _, ...attributes } = {}, time) =>
      addEvent(name, attributes, time)
    return span
  }
  return telemetry
}
