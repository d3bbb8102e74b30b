import type { Instrumentation } from '@opentelemetry/instrumentation'
import { AwsInstrumentation } from '@opentelemetry/instrumentation-aws-sdk'
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici'
import type { HttpOptions } from './http-options.ts'

/** By the names that `OTEL_NODE_ENABLED_INSTRUMENTATIONS` and `…_DISABLED_…` have for them. */
const INSTRUMENTATIONS: Readonly<Record<string, (options: HttpOptions) => Instrumentation>> = {
  http: options => new HttpInstrumentation(options.http),
  undici: options => new UndiciInstrumentation(options.undici),
  express: () => new ExpressInstrumentation(),
  // A connection is no call to the database: the trace map would count it as one.
  pg: () => new PgInstrumentation({ ignoreConnectSpans: true }),
  // The HTTP request under an AWS call is the same call: the trace map would count it twice.
  'aws-sdk': () => new AwsInstrumentation({ suppressInternalInstrumentation: true }),
}

/**
 * The instrumentations that the environment asks for; all of them where it says nothing. One that is asked for and is
 * not here is a warning.
 */
export function chooseInstrumentations(
  environment: NodeJS.ProcessEnv,
  options: HttpOptions,
  warn: (message: string) => void,
): Instrumentation[] {
  const all = Object.keys(INSTRUMENTATIONS)
  const enabled = list(environment.OTEL_NODE_ENABLED_INSTRUMENTATIONS) ?? all
  const disabled = list(environment.OTEL_NODE_DISABLED_INSTRUMENTATIONS) ?? []
  for (const name of enabled) {
    if (!all.includes(name)) {
      warn(`OTEL_NODE_ENABLED_INSTRUMENTATIONS names '${name}', which is not here: write ${all.join(', ')}`)
    }
  }
  return Object.entries(INSTRUMENTATIONS)
    .filter(([name]) => enabled.includes(name) && !disabled.includes(name))
    .map(([, create]) => create(options))
}

function list(text: string | undefined): string[] | undefined {
  return text ? text.split(',').flatMap(name => name.trim() || []) : undefined
}
