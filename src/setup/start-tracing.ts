import { sep } from 'node:path'
import { diag, ProxyTracerProvider } from '@opentelemetry/api'
import type { Resource } from '@opentelemetry/resources'
import { type Sampler, TracerProvider } from '@opentelemetry/sdk-trace'
import { type XRaySpanExporter, XRaySpanProcessor } from '../export/index.ts'
import { XRayIdGenerator } from '../ids/index.ts'
import { ignoreRequests, type XRaySampler } from '../sampling/index.ts'
import { adoptEarlierTracers, registerGlobals } from './api-globals.ts'
import { tellMistakenBooleans } from './boolean-variables.ts'
import { exportersSetting } from './exporters-setting.ts'
import { followSampler } from './follow-sampler.ts'
import { ignoreSetting } from './ignore-setting.ts'
import { isOff } from './is-off.ts'
import { loadedPackages } from './loaded-packages.ts'
import type { MorePropagators } from './more-propagators.ts'
import { onFirstDecision } from './on-first-decision.ts'
import { findEarlierSdk, watchForLaterSdk } from './other-sdk.ts'
import { OwnInstrumentations } from './own-instrumentations.ts'
import { ProcessTracerProvider } from './process-tracer-provider.ts'
import { propagatorSetting } from './propagator-setting.ts'
import { recordErrorCauses } from './record-error-causes.ts'
import { resourceSetting } from './resource-setting.ts'
import { samplerChoice } from './sampler-choice.ts'
import { samplerSetting } from './sampler-setting.ts'
import { spanLimitsSetting } from './span-limits-setting.ts'
import { startDiagnostics } from './stderr-logger.ts'
import { tellUnknownVariables } from './unknown-variables.ts'
import { tellUnserved } from './unserved-settings.ts'

/** The process's one set-up. */
export interface Tracing {
  /** The exporter to X-Ray, if it is one of those that are asked for. */
  readonly exporter: XRaySpanExporter | undefined
  /** The processor before it. */
  readonly processor: XRaySpanProcessor | undefined
  /** Where our own instrumentations are started, so that they make room for the app's. */
  readonly instrumentations: OwnInstrumentations
  /** Whether there is something to flush. */
  readonly isBusy: boolean
  /**
   * Sends all that has ended, and tells X-Ray what was decided; settles when it is sent or given up, or so many
   * milliseconds have passed.
   */
  flush(boundMillis?: number): Promise<void>
}

/**
 * Sets OpenTelemetry up for X-Ray as the environment says, without any instrumentation, and gives it back; `undefined`
 * when the environment turns tracing off, or another SDK traces the process already. Opens nothing, polls nothing and
 * sets no timer before the first span.
 *
 * @param flags Node's own, of the command line and of `NODE_OPTIONS`
 * @param begin what to do before it is decided of the first span
 */
export function startTracing(
  environment: NodeJS.ProcessEnv,
  script: string | undefined,
  flags: readonly string[] = [],
  begin: (tracing: Tracing) => void = () => {},
): Tracing | undefined {
  if (isOff(environment)) return undefined
  const warn = (message: string) => diag.warn(`spanray: ${message}`)
  startDiagnostics(environment, warn)
  const earlier = findEarlierSdk(environment, flags, warn)
  if (earlier === 'foreign') return undefined
  tellUnserved(environment, flags, warn)
  tellMistakenBooleans(environment, warn)
  tellUnknownVariables(environment, warn)

  const { processors, xray } = exportersSetting(environment, script, warn)
  const resource = resourceSetting(environment, script, warn)
  const sampler = chooseSampler(environment, resource, warn)
  // By a method, not the class, whose file is read where it is made.
  const rules = 'noteEnd' in sampler ? sampler : undefined
  const provider =
    processors.length === 0
      ? // Without a delegate it makes no spans, and callers' headers are passed on as they came.
        new ProxyTracerProvider()
      : new TracerProvider({
          resource,
          idGenerator: new XRayIdGenerator(),
          sampler: ignoreRequests(
            onFirstDecision(sampler, () => begin(tracing)),
            ignoreSetting(environment, warn),
          ),
          spanLimits: spanLimitsSetting(environment, warn),
          spanProcessors: [
            recordErrorCauses(`${import.meta.dirname}${sep}`),
            ...(rules ? [followSampler(rules)] : []),
            ...processors,
          ],
        })
  const loaded = loadedPackages()
  // What OpenTelemetry's preload has imported as ES modules is not to be seen; it brings all that we have.
  const isUnseen = earlier === 'stock' && !loaded.has('auto-instrumentations-node')
  const isTaken = (name: string) => isUnseen || loaded.has(`instrumentation-${name}`)
  const instrumentations = new OwnInstrumentations(isTaken)
  const ofProcess = new ProcessTracerProvider(provider, name => instrumentations.yieldTo(name))
  registerGlobals(ofProcess, propagatorSetting(environment, warn, readMorePropagators))
  if (earlier === 'stock' || loaded.has('api')) adoptEarlierTracers(ofProcess)
  watchForLaterSdk(environment, warn)
  const processor = processors.find(each => each instanceof XRaySpanProcessor)
  const tracing: Tracing = {
    exporter: xray,
    processor,
    instrumentations,
    get isBusy() {
      return processor?.isBusy || rules?.isBusy || false
    },
    async flush(timeoutMillis) {
      const bound = timeoutMillis === undefined ? {} : { timeoutMillis }
      const flush = (each: (typeof processors)[number]) =>
        each === processor ? processor.forceFlush(bound) : each.forceFlush()
      await Promise.allSettled([...processors.map(flush), rules?.forceFlush(bound)])
    },
  }
  return tracing
}

function chooseSampler(
  environment: NodeJS.ProcessEnv,
  resource: Resource,
  warn: (message: string) => void,
): Sampler | XRaySampler {
  const sampler = samplerSetting(environment, warn, resource)
  diag.info(`spanray: ${sampler} decides, ${samplerChoice(environment).why}`)
  return sampler
}

function readMorePropagators(): MorePropagators {
  return (require('./more-propagators.cjs') as typeof import('./more-propagators.ts')).MORE_PROPAGATORS
}
