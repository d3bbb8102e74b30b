import { context as contextApi, diag } from '@opentelemetry/api'
import type { FunctionTracing } from '../setup/index.ts'
import { watchDeadline } from './deadline-watch.ts'
import { describeEvent } from './event/describe-event.ts'
import { invocationHeader } from './invocation-header.ts'
import { invocationParent } from './invocation-parent.ts'
import {
  captureResponse,
  type InvocationSpan,
  recordFailure,
  recordResponse,
  startInvocationSpan,
} from './invocation-span.ts'
import type { LambdaContext } from './lambda-context.ts'
import { type LambdaSettings, lambdaSettings } from './lambda-settings.ts'

/** A traced invocation. Whatever goes wrong in it is told through `diag` and harms no answer. */
export interface Invocation extends InvocationSpan {
  /** Calls back with the invocation's span as the active one. */
  run<Result>(call: () => Result): Result
  /** Ends the span with what the handler answered; settles when all that has ended is sent or given up. */
  succeed(response?: unknown): Promise<void>
  /** Ends the span with what the handler threw; settles as `succeed` does. */
  fail(error: unknown): Promise<void>
}

export interface TracedOptions {
  /** Keep the handler's answer in the metadata. @default {false} */
  captureResponse?: boolean | undefined
  /** Record what the handler throws with message and stack, and not only that it failed. @default {true} */
  captureError?: boolean | undefined
}

/** Finds what traces this process; `undefined` where tracing is off. */
export type FindTracing = () => FunctionTracing | undefined

/** Marks the context of an invocation that is traced: by the layer, and once more by `traced` in the code. */
const TRACED = Symbol.for('spanray.traced-invocation')

let isColdStart = true
let settings: LambdaSettings | undefined

/**
 * Begins to trace an invocation; `undefined` where tracing is off, or something around it traces it already.
 */
export function beginInvocation(
  event: unknown,
  lambda: Partial<LambdaContext>,
  findTracing: FindTracing,
  options: TracedOptions = {},
): Invocation | undefined {
  try {
    if (TRACED in lambda) return undefined
    const tracing = findTracing()
    if (!tracing) return undefined
    if (Object.isExtensible(lambda)) Object.defineProperty(lambda, TRACED, { value: true })
    return begin(event, lambda, options, tracing)
  } catch (error) {
    diag.warn(`spanray: this invocation is not traced: ${error}`)
    return undefined
  }
}

function begin(
  event: unknown,
  lambda: Partial<LambdaContext>,
  options: TracedOptions,
  tracing: FunctionTracing,
): Invocation {
  settings ??= lambdaSettings(process.env, message => diag.warn(`spanray: ${message}`))
  const { captureResponse: withResponse = settings.captureResponse } = options
  const { captureError: withError = settings.captureError } = options
  const details = { ...settings, isColdStart }
  isColdStart = false
  const description = describeEvent(event, lambda)
  const header = invocationHeader(lambda, process.env)
  const parent = invocationParent(header, description.carriers, settings.whenUnsampled)
  const { span, context } = startInvocationSpan(lambda, description, parent, details)
  const watch = watchDeadline(lambda, span.isRecording(), () => {
    flushWithOpen(tracing).catch(error => diag.warn(`spanray: not all is sent before the deadline: ${error}`))
  })

  let isOver: Promise<void> | undefined
  const end = (record: () => void): Promise<void> => {
    isOver ??= (async () => {
      watch.stop()
      try {
        record()
        span.end()
        await (isFrozenAfterwards() ? flushWithOpen(tracing) : tracing.flush())
      } catch (error) {
        diag.warn(`spanray: the end of this invocation is not traced: ${error}`)
      }
    })()
    return isOver
  }
  return {
    span,
    context,
    run: call => contextApi.with(context, call),
    succeed: response =>
      end(() => {
        if (!span.isRecording()) return
        recordResponse(span, description.trigger, response)
        if (withResponse) captureResponse(span, response, details)
      }),
    fail: error => end(() => recordFailure(span, error, withError)),
  }
}

/** Sends all that has ended, and tells of what is open. */
async function flushWithOpen(tracing: FunctionTracing): Promise<void> {
  tracing.processor?.tellOfOpenSpans?.()
  await tracing.flush()
}

/** Whether the process may be frozen after the answer, and never thawed: one that serves many invocations at once is not. */
function isFrozenAfterwards(): boolean {
  return process.env.AWS_LAMBDA_MAX_CONCURRENCY === undefined
}
