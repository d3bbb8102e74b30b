import { type Attributes, context, type Span, SpanKind, trace } from '@opentelemetry/api'
import { isTracingSuppressed, suppressTracing } from '@opentelemetry/core'
import { recordError } from './record-error.ts'
import { tracer } from './tracer.ts'

/** A statement on its way to a database. */
export interface SqlStatement {
  /** By OpenTelemetry's word for it. */
  readonly system: 'postgresql' | 'mysql'
  readonly text: string
  /** Of a prepared statement. */
  readonly name?: unknown
  readonly host?: unknown
  readonly port?: unknown
  readonly database?: unknown
  readonly user?: unknown
}

/** What gets the result of a query. */
export type QueryCallback = (...results: unknown[]) => unknown

/** A query that runs. */
export interface SqlQuery {
  /** Runs what sends it; what throws here fails the query. */
  run<Value>(send: () => Value): Value
  /** The callback in its caller's context, told after the query has ended. */
  endBefore(callback: QueryCallback): QueryCallback
  /** Ends the query with an error, or without one. */
  end(error?: unknown): void
}

/** Starts the span of a query; `undefined` where tracing is suppressed, as under a query that is traced already. */
export function startSqlQuery(statement: SqlStatement): SqlQuery | undefined {
  const caller = context.active()
  if (isTracingSuppressed(caller)) return undefined
  const operation = operationOf(statement.text)
  const name = [operation, statement.database].filter(Boolean).join(' ') || statement.system
  const span = tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes: attributesOf(statement) })
  const within = suppressTracing(trace.setSpan(caller, span))
  const end = (error?: unknown) => endQuery(span, error)
  return {
    run(send) {
      try {
        return context.with(within, send)
      } catch (error) {
        end(error)
        throw error
      }
    },
    endBefore: callback =>
      function (this: unknown, ...results) {
        end(results[0])
        return context.with(caller, () => callback.apply(this, results))
      },
    end,
  }
}

function endQuery(span: Span, error: unknown): void {
  if (error) {
    const { code, sqlState } = error as { code?: unknown; sqlState?: unknown }
    if (typeof code === 'string') span.setAttribute('error.type', code)
    const state = sqlState ?? code
    if (typeof state === 'string') span.setAttribute('db.response.status_code', state)
    recordError(span, error)
  }
  span.end()
}

/** @see https://opentelemetry.io/docs/specs/semconv/database/sql/ */
function attributesOf(statement: SqlStatement): Attributes {
  const { database, host, name, port, system, text, user } = statement
  const attributes: Attributes = { 'db.system.name': system, 'db.query.text': text }
  if (isText(database)) attributes['db.namespace'] = database
  if (isText(host)) attributes['server.address'] = host
  if (Number(port) > 0) attributes['server.port'] = Number(port)
  if (isText(user)) attributes['db.user'] = user
  if (isText(name)) attributes['db.postgresql.plan'] = name
  return attributes
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** The statement's first word, in upper case. */
function operationOf(text: string): string {
  return (/^[\s(]*([a-z]+)/i.exec(text.slice(0, 200))?.[1] ?? '').toUpperCase()
}
