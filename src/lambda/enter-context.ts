import { type Context, context as contextApi, diag } from '@opentelemetry/api'

/** OpenTelemetry's context manager, whose storage alone can make a context the active one without a callback. */
interface WithStorage {
  _getContextManager?(): { _asyncLocalStorage?: { enterWith?(context: Context): void } }
}

/**
 * Makes a context the active one for the rest of the call at hand, and for all that it begins. Where the context manager
 * of the process can't, spans of the handler are no children of the invocation's, and a warning says so.
 */
export function enterContext(context: Context): void {
  const storage = (contextApi as unknown as WithStorage)._getContextManager?.()._asyncLocalStorage
  if (storage?.enterWith) storage.enterWith(context)
  else
    diag.warn(
      "spanray: what a middy handler does is not under its invocation, as this process's context manager keeps no AsyncLocalStorage: write traced(middy(handler)) instead",
    )
}
