import {
  InstrumentationNodeModuleDefinition as Module,
  InstrumentationNodeModuleFile as ModuleFile,
} from '@opentelemetry/instrumentation'
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express'
import { recordRequestError } from '../record-request-error.ts'

type Next = (error?: unknown) => void
type Handle = (request: Request, response: unknown, next: Next) => unknown

interface Request {
  /** Where OpenTelemetry's instrumentation keeps the paths of the layers that the request is in. */
  __ot_middlewares?: string[]
}

/** A layer of Express 4 or 5, by which each handler is called. */
interface Layer {
  prototype: { handle_request?: Handle; handleRequest?: Handle }
}

/** OpenTelemetry's, and what its spans for layers see to, which we leave out: the errors of handlers, and the route. */
export class Instrumentation extends ExpressInstrumentation {
  override init(): Module[] {
    return [
      ...super.init(),
      new Module('express', [], undefined, undefined, [
        new ModuleFile('express/lib/router/layer.js', ['>=4.0.0 <5'], watchNext, layer => layer),
      ]),
      new Module('router', [], undefined, undefined, [
        new ModuleFile('router/lib/layer.js', ['>=2.0.0 <3'], watchNext, layer => layer),
      ]),
    ]
  }
}

/** What a handler throws, rejects with or gives to `next`: Express brings it all to the `next` of the layer. */
function watchNext(layer: Layer): Layer {
  const method = layer.prototype.handle_request ? 'handle_request' : 'handleRequest'
  const handle = layer.prototype[method]
  if (handle)
    layer.prototype[method] = function (request, response, next) {
      const depth = request.__ot_middlewares?.length ?? 0
      return handle.call(this, request, response, error => {
        if (error && error !== 'route' && error !== 'router') recordRequestError(error)
        // A router that has no answer: its path is not in the route of the one that has.
        else if (request.__ot_middlewares) request.__ot_middlewares.length = depth
        next(error)
      })
    }
  return layer
}
