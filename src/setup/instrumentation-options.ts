import type { FastifyOtelInstrumentationOpts } from '@fastify/otel'
import type { AwsSdkInstrumentationConfig } from '@opentelemetry/instrumentation-aws-sdk'
import type { ExpressInstrumentationConfig, ExpressLayerType } from '@opentelemetry/instrumentation-express'
import type { GraphQLInstrumentationConfig } from '@opentelemetry/instrumentation-graphql'
import type { KoaInstrumentationConfig, KoaLayerType } from '@opentelemetry/instrumentation-koa'
import type { MySQL2InstrumentationConfig } from '@opentelemetry/instrumentation-mysql2'
import type { PgInstrumentationConfig } from '@opentelemetry/instrumentation-pg'
import type { PinoInstrumentationConfig } from '@opentelemetry/instrumentation-pino'
import type { RestifyInstrumentationConfig } from '@opentelemetry/instrumentation-restify'
import { endOnce } from './end-once.ts'
import type { InstrumentationName } from './instrumentation-table.ts'
import { nameXRayTrace } from './name-xray-trace.ts'

/** Options of instrumentations, by the instrumentation's name; each has options of its own. */
export type InstrumentationOptions = Readonly<Partial<Record<InstrumentationName, object>>>

/** A logger writes where it always did, and its records name the trace. */
const LOGS = { disableLogSending: true, logHook: nameXRayTrace } satisfies PinoInstrumentationConfig

/** Where we want something else than an instrumentation does by itself: what a person looks for, and no values. */
export const INSTRUMENTATION_OPTIONS: InstrumentationOptions = {
  // The HTTP request under an AWS call is the same call: the trace map would count it twice.
  'aws-sdk': { suppressInternalInstrumentation: true } satisfies AwsSdkInstrumentationConfig,
  bunyan: LOGS,
  // The route is in the segment; a subsegment for each layer that a request passes through would say nothing more.
  express: {
    ignoreLayersType: ['middleware', 'router', 'request_handler'] as ExpressLayerType[],
  } satisfies ExpressInstrumentationConfig,
  // One subsegment for the request, which has its exception, and none for its hooks.
  fastify: {
    registerOnInitialization: true,
    instrumentHooks: false,
    instrumentHandler: false,
  } satisfies FastifyOtelInstrumentationOpts,
  // Resolvers that do something, once for all items of a list.
  graphql: { ignoreTrivialResolveSpans: true, mergeItems: true } satisfies GraphQLInstrumentationConfig,
  // Without the layer of the router, a request has no route.
  koa: { ignoreLayersType: ['middleware'] as KoaLayerType[] } satisfies KoaInstrumentationConfig,
  // mysql2 can put values into the statement before it is read.
  mysql2: { maskStatement: true } satisfies MySQL2InstrumentationConfig,
  // A connection is no call to the database: the trace map would count it as one.
  pg: { ignoreConnectSpans: true } satisfies PgInstrumentationConfig,
  pino: LOGS,
  // A span that is ended by next() is ended again behind its handler, of which the SDK would complain.
  restify: { requestHook: endOnce } satisfies RestifyInstrumentationConfig,
  winston: LOGS,
}
