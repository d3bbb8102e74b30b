import { EventEmitter } from 'node:events'
import type { Context } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'

type EventName = string | symbol
/** Node finds one that is to be removed by what it stands for, too. */
type Listener = ((...args: unknown[]) => unknown) & { listener?: Listener }
type Add = (event: EventName, listener: Listener) => unknown

const BINDING = Symbol('spanray.binding')

interface BoundEmitter extends EventEmitter {
  /** To what it is bound, and how it adds listeners by itself. */
  [BINDING]: { readonly context: Context; readonly on: Add; readonly prepend: Add }
}

const { once, prependOnceListener } = EventEmitter.prototype

/**
 * OpenTelemetry's context manager, with less work for event emitters: a server binds each request to a context, and each
 * response. The original makes eight functions for each of them, and a `WeakMap` for each event that is listened to; here
 * all have the same five.
 */
export class LightContexts extends AsyncLocalStorageContextManager {
  readonly #methods = boundMethods((context, listener, emitter, args) =>
    this.with(context, Reflect.apply, undefined, listener, emitter, args),
  )

  /** Has a function run in a context, or all listeners that an emitter is given from now on. */
  override bind<T>(context: Context, target: T): T {
    if (!(target instanceof EventEmitter)) return super.bind(context, target)
    if (BINDING in target) return target
    // One that adds listeners in a way of its own is left to the original.
    const isPlain =
      target.once === once &&
      target.prependOnceListener === prependOnceListener &&
      target.addListener === target.on
    if (!isPlain) return super.bind(context, target)
    const { on, prependListener: prepend } = target
    return Object.assign(target, this.#methods, { [BINDING]: { context, on, prepend } })
  }
}

/** Methods of bound emitters. `run` calls a listener in a context. */
function boundMethods(
  run: (context: Context, listener: Listener, emitter: unknown, args: unknown[]) => unknown,
) {
  const inContext = (context: Context, listener: Listener): Listener => {
    // What is no function is refused by Node.
    if (typeof listener !== 'function') return listener
    const bound: Listener = function (this: unknown, ...args) {
      return run(context, listener, this, args)
    }
    bound.listener = listener
    return bound
  }
  const onceInContext = (emitter: BoundEmitter, event: EventName, listener: Listener): Listener => {
    if (typeof listener !== 'function') return listener
    const { context } = emitter[BINDING]
    let hasRun = false
    const bound: Listener = function (this: unknown, ...args) {
      if (hasRun) return undefined
      hasRun = true
      emitter.removeListener(event, bound)
      return run(context, listener, this, args)
    }
    bound.listener = listener
    return bound
  }
  function on(this: BoundEmitter, event: EventName, listener: Listener) {
    const binding = this[BINDING]
    return binding.on.call(this, event, inContext(binding.context, listener))
  }
  return {
    on,
    addListener: on,
    prependListener(this: BoundEmitter, event: EventName, listener: Listener) {
      const binding = this[BINDING]
      return binding.prepend.call(this, event, inContext(binding.context, listener))
    },
    once(this: BoundEmitter, event: EventName, listener: Listener) {
      return this[BINDING].on.call(this, event, onceInContext(this, event, listener))
    },
    prependOnceListener(this: BoundEmitter, event: EventName, listener: Listener) {
      return this[BINDING].prepend.call(this, event, onceInContext(this, event, listener))
    },
  }
}
