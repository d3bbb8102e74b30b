import { apiGlobals } from './api-globals.ts'
import { describeOtherSdk } from './describe-other-sdk.ts'
import { asksForXRay } from './exporters-setting.ts'
import { namesStockRegister, otherPreloads } from './preload-flags.ts'
import { watchDiagnostics } from './watch-diagnostics.ts'

type Warn = (message: string) => void

const STOCK_EXPORTS_NOTHING =
  'spans go to X-Ray alone, and @opentelemetry/auto-instrumentations-node/register exports none: set ' +
  'OTEL_TRACES_EXPORTER=xray if that is meant, or xray,otlp for both'

/**
 * Who set OpenTelemetry up in this process before us: its own preload, whose place we take (`stock`), or an SDK that
 * somebody wrote a set-up for (`foreign`), which we leave alone and warn of; `undefined` for nobody.
 *
 * @param flags Node's own, of the command line and of `NODE_OPTIONS`
 */
export function findEarlierSdk(
  environment: NodeJS.ProcessEnv,
  flags: readonly string[],
  warn: Warn,
): 'stock' | 'foreign' | undefined {
  const earlier = apiGlobals()
  // For an exporter that it does not know, OpenTelemetry's preload registers a context manager and no provider.
  if (earlier?.context && flags.some(namesStockRegister)) {
    if (earlier.trace && !asksForXRay(environment)) warn(STOCK_EXPORTS_NOTHING)
    return 'stock'
  }
  if (!earlier?.trace) return undefined
  const preloads = otherPreloads(flags)
  warn(
    'an OpenTelemetry SDK was started before spanray/register was loaded' +
      `${preloads.length > 0 ? ` (by ${preloads.join(' or ')})` : ''}, and gets all spans of this process; spanray ` +
      'gets none. Remove its start() from there, or remove spanray/register and give that SDK an XRaySpanExporter',
  )
  return 'foreign'
}

/** Says once whose spans are lost when the app starts an SDK of its own after us. */
export function watchForLaterSdk(environment: NodeJS.ProcessEnv, warn: Warn): void {
  let isTold = false
  watchDiagnostics(stack => {
    const isStock = namesStockRegister(stack)
    if (isTold || (isStock && asksForXRay(environment))) return
    isTold = true
    warn(
      isStock
        ? STOCK_EXPORTS_NOTHING
        : `${describeOtherSdk(stack)} starts an OpenTelemetry SDK of its own, but spanray/register traces this process: ` +
            'the exporters and span processors of that SDK get no spans. Remove that line, or remove ' +
            'spanray/register and give that SDK an XRaySpanExporter',
    )
  })
}
