import { beginInvocation, type FindTracing, type Invocation, type TracedOptions } from './begin-invocation.ts'

/** Any handler: `(event, context)`, `(event, context, callback)` or `(event, responseStream, context)`. */
// biome-ignore lint/suspicious/noExplicitAny: what a handler does not say of its parameters is never to it otherwise
export type LambdaHandler = (...args: any[]) => unknown

type Callback = (error?: unknown, response?: unknown) => void

/** The ways to answer that a context had before Node.js 24. */
interface WithAnswers {
  done?: Callback
  succeed?: (response?: unknown) => void
  fail?: (error?: unknown) => void
}

/** The handler, of the same shape, with a span for each invocation, which is sent before the answer. */
export function traceHandler<Handler extends LambdaHandler>(
  handler: Handler,
  findTracing: FindTracing,
  options?: TracedOptions,
): Handler {
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    const isStreaming = typeof Object(args[1]).write === 'function'
    const lambda = Object((isStreaming ? args[2] : args[1]) ?? {})
    const invocation = beginInvocation(args[0], lambda, findTracing, options)
    const call = (handlerArgs: unknown[]) => Reflect.apply(handler, this, handlerArgs)
    if (!invocation) return call(args)
    const callback = isStreaming ? undefined : args[2]
    return typeof callback === 'function'
      ? runWithCallback(invocation, call, args, callback as Callback, lambda)
      : run(invocation, () => call(args))
  }
  return likeHandler(wrapped, handler)
}

/** What functions outside of strict mode have for themselves. */
const OF_THE_FUNCTION: readonly PropertyKey[] = ['prototype', 'arguments', 'caller']

/** Runtimes tell handlers apart by their number of parameters, and streaming ones by symbols. */
function likeHandler<Handler extends LambdaHandler>(wrapped: object, handler: Handler): Handler {
  for (const key of Reflect.ownKeys(handler)) {
    const property = Reflect.getOwnPropertyDescriptor(handler, key)
    if (property && !OF_THE_FUNCTION.includes(key))
      Reflect.defineProperty(wrapped, key, { ...property, configurable: true })
  }
  return wrapped as Handler
}

async function run(invocation: Invocation, call: () => unknown): Promise<unknown> {
  try {
    const response = await invocation.run(call)
    await invocation.succeed(response)
    return response
  } catch (error) {
    await invocation.fail(error)
    throw error
  }
}

/**
 * Runtimes before Node.js 24: the handler answers by its promise, its callback or its context; or by nothing at all, and
 * the runtime answers `null` when nothing is left to do.
 */
function runWithCallback(
  invocation: Invocation,
  call: (args: unknown[]) => unknown,
  args: unknown[],
  callback: Callback,
  lambda: WithAnswers,
): unknown {
  const onIdle = () => void invocation.succeed()
  process.prependOnceListener('beforeExit', onIdle)
  const end = (error: unknown, response: unknown) => {
    process.off('beforeExit', onIdle)
    return error === undefined || error === null ? invocation.succeed(response) : invocation.fail(error)
  }
  const endFirst =
    (answer: Callback): Callback =>
    async (error, response) => {
      await end(error, response)
      answer(error, response)
    }
  const { done, fail, succeed } = lambda
  if (done) lambda.done = endFirst(done)
  if (succeed) lambda.succeed = response => endFirst((_, given) => succeed(given))(null, response)
  if (fail) lambda.fail = error => endFirst(given => fail(given))(error ?? null, undefined)
  let result: unknown
  try {
    result = invocation.run(() => call([args[0], args[1], endFirst(callback), ...args.slice(3)]))
  } catch (error) {
    result = Promise.reject(error)
  }
  if (!isThenable(result)) return result
  process.off('beforeExit', onIdle)
  return run(invocation, () => result)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function'
}
