import { context } from '@opentelemetry/api'
import { markTraced } from './mark-traced.ts'

/** A method that hands out a connection, to a callback or by a promise. */
type Acquire = (...args: unknown[]) => unknown

/**
 * Has each connection traced that a pool hands out, and the callback that gets it run in the context of its caller: the
 * pool calls it when another caller gives a connection back.
 *
 * @param method the name of the pool's method
 */
export function traceAcquired<Method extends string>(
  pool: Record<Method, Acquire>,
  method: Method,
  traceConnection: (connection: object) => void,
): void {
  if (!markTraced(pool)) return
  const acquire: Acquire = pool[method]
  const trace = (connection: unknown) => {
    if (typeof connection === 'object' && connection !== null) traceConnection(connection)
    return connection
  }
  pool[method] = function (this: unknown, ...args: unknown[]) {
    const [callback] = args
    if (typeof callback !== 'function') {
      const acquired = acquire.apply(this, args)
      return isPromise(acquired) ? acquired.then(trace) : acquired
    }
    const bound = context.bind(context.active(), callback as Acquire)
    return acquire.call(this, (error: unknown, connection: unknown, ...rest: unknown[]) => {
      trace(connection)
      return bound(error, connection, ...rest)
    })
  } as (typeof pool)[Method]
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | undefined)?.then === 'function'
}
