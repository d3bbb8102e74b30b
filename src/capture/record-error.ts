import { type Span, SpanStatusCode } from '@opentelemetry/api'
import { textOf } from '../error/index.ts'

/** What may be told of an object that is no error. Other members may hold secrets: a request with its headers, say. */
const TELLING_KEYS = ['name', 'code', 'status', 'statusCode']

const MAX_MEMBER_CHARS = 200

/** Records what was thrown, of whatever type, and that the span failed by it. */
export function recordError(span: Span, thrown: unknown): void {
  const exception = isError(thrown) ? thrown : messageOf(thrown)
  span.recordException(exception)
  const message = typeof exception === 'string' ? exception : exception.message
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}

/** `{ code: 7 }` says more than `[object Object]`. */
function messageOf(thrown: unknown): string {
  const text = textOf(thrown)
  if (!text.startsWith('[object ')) return text
  const told = TELLING_KEYS.flatMap(key => memberOf(thrown as object, key) ?? [])
  return told.length > 0 ? `{ ${told.join(', ')} }` : text
}

function memberOf(object: object, key: string): string | undefined {
  try {
    const value: unknown = object[key as keyof typeof object]
    const isPlain = typeof value === 'string' || typeof value === 'number'
    return isPlain ? `${key}: ${JSON.stringify(value).slice(0, MAX_MEMBER_CHARS)}` : undefined
  } catch {
    return undefined
  }
}

/** Errors of another realm are none to `instanceof`. */
function isError(thrown: unknown): thrown is Error {
  return typeof (thrown as Partial<Error> | null | undefined)?.message === 'string'
}
