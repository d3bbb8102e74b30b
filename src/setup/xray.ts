import { type Context, diag, type TextMapPropagator } from '@opentelemetry/api'
import { detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources'
import { XRayError } from '../error/index.ts'
import { XRaySpanProcessor } from '../export/index.ts'
import { XRayIdGenerator } from '../ids/index.ts'
import { decideHeaderGaps, ignoreRequests, type Sampler, XRaySampler } from '../sampling/index.ts'
import { awsResource } from './aws-resource.ts'
import { batchSetting } from './batch-setting.ts'
import { tellMistakenBooleans } from './boolean-variables.ts'
import { checkOptions } from './check-options.ts'
import { createXRayExporter } from './create-xray-exporter.ts'
import { followSampler } from './follow-sampler.ts'
import { given } from './given.ts'
import { ignoreSetting } from './ignore-setting.ts'
import { isOff } from './is-off.ts'
import { MORE_PROPAGATORS } from './more-propagators.ts'
import { propagatorSetting } from './propagator-setting.ts'
import { recordErrorCauses } from './record-error-causes.ts'
import { resourceBelow } from './resource-below.ts'
import { samplerChoice } from './sampler-choice.ts'
import { samplerSetting } from './sampler-setting.ts'
import { tellUnknownVariables } from './unknown-variables.ts'
import type { XRayOptions } from './xray-options.ts'

/**
 * The parts of a tracing set-up, under the names that OpenTelemetry's SDK 2.x and 3.x have for them: `NodeSDK` takes all,
 * a tracer provider all but the propagator and the name.
 */
export interface XRayConfig {
  spanProcessors: XRayConfigProcessor[]
  idGenerator: XRayIdGenerator
  textMapPropagator: TextMapPropagator
  sampler: Sampler<{ decision: 0 | 1 | 2 }>
  serviceName?: string
}

/** OpenTelemetry's span processor, as far as both lines of the SDK agree on it. */
interface XRayConfigProcessor {
  onStart(span: object, parentContext: Context): void
  onEnd: XRaySpanProcessor['onEnd']
  forceFlush(): Promise<void>
  shutdown(): Promise<void>
}

/** Asked for once in a process, however many set-ups it has. */
let platform: { readonly resource: Resource | undefined } | undefined

/**
 * Everything that OpenTelemetry's SDK needs to send traces to X-Ray, read from the options and the environment.
 *
 *     new NodeSDK({ ...xray({ serviceName: 'shop' }), instrumentations: [getNodeAutoInstrumentations()] }).start()
 *
 * With `AWS_XRAY_SDK_ENABLED=false` nothing is recorded, and headers still travel on. A variable that can't be used is
 * a warning of the process and has the default.
 *
 * @throws {XRayError} `ERR_XRAY_OPTION` when an option can't be used; the message shows the right forms
 */
export function xray(options: XRayOptions = {}): XRayConfig {
  const { env } = process
  checkOptions(options)
  tellMistakenBooleans(env, warn)
  tellUnknownVariables(env, warn)
  const serviceName = serviceNameOf(options, env)
  const sampler = samplerOf(options, env)
  const why = options.sampler === undefined ? samplerChoice(env).why : "by xray()'s option"
  diag.info(`spanray: ${sampler} decides, ${why}`)
  return {
    spanProcessors: isOff(env) ? [] : processorsOf(options, env, sampler),
    idGenerator: new XRayIdGenerator(),
    textMapPropagator: choosePropagator(options, env),
    sampler: ignoring(options, env, sampler),
    ...(serviceName && { serviceName }),
  }
}

function processorsOf(
  options: XRayOptions,
  environment: NodeJS.ProcessEnv,
  sampler: XRayConfig['sampler'],
): XRayConfigProcessor[] {
  const { resource } = platformOf(environment)
  return [
    ...(resource ? [resourceBelow(resource)] : []),
    recordErrorCauses(),
    createProcessor(options, environment),
    ...(sampler instanceof XRaySampler ? [followSampler(sampler)] : []),
  ]
}

function platformOf(environment: NodeJS.ProcessEnv) {
  platform ??= { resource: awsResource(environment) }
  return platform
}

function createProcessor(options: XRayOptions, environment: NodeJS.ProcessEnv): XRaySpanProcessor {
  const exporter = createXRayExporter(environment, warn, options)
  return new XRaySpanProcessor(exporter, { ...batchSetting(environment, warn), ...given(options) })
}

const more = () => MORE_PROPAGATORS

function choosePropagator({ propagators }: XRayOptions, environment: NodeJS.ProcessEnv): TextMapPropagator {
  if (propagators === undefined) return propagatorSetting(environment, warn, more)
  return propagatorSetting(
    { OTEL_PROPAGATORS: propagators.join() || 'none' },
    refuse('propagators', propagators),
    more,
  )
}

function ignoring(
  options: XRayOptions,
  environment: NodeJS.ProcessEnv,
  sampler: XRayConfig['sampler'],
): XRayConfig['sampler'] {
  const rules = options.ignore
    ? ignoreSetting({ SPANRAY_IGNORE: options.ignore.join() }, refuse('ignore', options.ignore))
    : ignoreSetting(environment, warn)
  return ignoreRequests(sampler, rules)
}

function samplerOf(options: XRayOptions, environment: NodeJS.ProcessEnv): XRayConfig['sampler'] {
  const { endpoint, sampler, sign } = options
  const resource = sampledResource(options, environment)
  // X-Ray's rules are where the documents go.
  const sent = {
    ...environment,
    ...(endpoint !== undefined && { OTEL_EXPORTER_XRAY_ENDPOINT: endpoint }),
    ...(sign !== undefined && { SPANRAY_SIGN: `${sign}` }),
  }
  if (sampler === undefined) return samplerSetting(sent, warn, resource)
  if (typeof sampler === 'object') return decideHeaderGaps(sampler)
  const variables =
    typeof sampler === 'number'
      ? { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: `${sampler}` }
      : { ...sent, OTEL_TRACES_SAMPLER: sampler }
  return samplerSetting(variables, refuse('sampler', sampler), resource)
}

/** What rules are compared with: what the user says of the service, and beneath it what is found of AWS. */
function sampledResource(options: XRayOptions, environment: NodeJS.ProcessEnv): Resource {
  const told = detectResources({ detectors: [envDetector] }).merge(
    resourceFromAttributes({ 'service.name': serviceNameOf(options, environment) }),
  )
  return (isOff(environment) ? undefined : platformOf(environment).resource?.merge(told)) ?? told
}

function serviceNameOf({ serviceName }: XRayOptions, environment: NodeJS.ProcessEnv): string | undefined {
  return serviceName ?? (environment.OTEL_SERVICE_NAME || environment.AWS_XRAY_TRACING_NAME)
}

/** The variables' readers say what is wrong with an option as well. */
function refuse(option: string, value: unknown): (message: string) => never {
  return message => {
    throw new XRayError('ERR_XRAY_OPTION', `xray() cannot use ${option} ${JSON.stringify(value)}: ${message}`)
  }
}

/** The set-up begins here: nobody listens to OpenTelemetry's own diagnostics yet. */
function warn(message: string): void {
  process.emitWarning(message, 'SpanrayWarning')
}
