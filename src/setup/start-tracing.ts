import { sep } from 'node:path'
import { diag } from '@opentelemetry/api'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { type XRaySpanExporter, XRaySpanProcessor } from '../export/index.ts'
import { XRayIdGenerator } from '../ids/index.ts'
import { ignoreRequests } from '../sampling/index.ts'
import { createXRayExporter } from './create-xray-exporter.ts'
import { ignoreSetting } from './ignore-setting.ts'
import { isOff } from './is-off.ts'
import { lambdaResource } from './lambda-resource.ts'
import { propagatorSetting } from './propagator-setting.ts'
import { recordErrorCauses } from './record-error-causes.ts'
import { samplerSetting } from './sampler-setting.ts'
import { serviceName } from './service-name.ts'
import { logLevel, stderrLogger } from './stderr-logger.ts'

/** The process's one set-up. */
export interface Tracing {
  readonly exporter: XRaySpanExporter
  /** Sends all that has ended; settles when it is sent or given up. */
  flush(): Promise<void>
}

/**
 * Sets OpenTelemetry up for X-Ray as the environment says, without any instrumentation, and gives it back; `undefined`
 * when the environment turns tracing off. Opens nothing, polls nothing and sets no timer before the first span has ended.
 */
export function startTracing(
  environment: NodeJS.ProcessEnv,
  script: string | undefined,
): Tracing | undefined {
  if (isOff(environment)) return undefined
  const listen = () =>
    diag.setLogger(stderrLogger(), { logLevel: logLevel(environment), suppressOverrideMessage: true })
  listen()
  const warn = (message: string) => diag.warn(`spanray: ${message}`)
  const exporter = createXRayExporter(environment, warn)
  const processor = new XRaySpanProcessor(exporter)
  const config = {
    resource: describeProcess(environment, script),
    idGenerator: new XRayIdGenerator(),
    sampler: ignoreRequests(samplerSetting(environment, warn), ignoreSetting(environment, warn)),
    spanProcessors: [recordErrorCauses(`${import.meta.dirname}${sep}`), processor],
  }
  // The SDK reads the sampler's variables although it is given a sampler, and would complain of them a second time.
  diag.disable()
  const provider = new NodeTracerProvider(config)
  listen()
  provider.register({ propagator: propagatorSetting(environment, warn) })
  return { exporter, flush: () => processor.forceFlush() }
}

/** The resource: what the user says of the process, and what it says of itself. */
function describeProcess(environment: NodeJS.ProcessEnv, script: string | undefined): Resource {
  const told = detectResources({ detectors: [envDetector] })
  return defaultResource()
    .merge(
      resourceFromAttributes({
        'process.runtime.name': 'nodejs',
        'process.runtime.version': process.versions.node,
        'telemetry.distro.name': 'spanray',
        'telemetry.distro.version': SPANRAY_VERSION,
      }),
    )
    .merge(resourceFromAttributes(lambdaResource(environment)))
    .merge(told)
    .merge(resourceFromAttributes({ 'service.name': serviceName(environment, told.attributes, script) }))
}
