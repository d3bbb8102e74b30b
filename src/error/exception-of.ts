import { textOf } from './text-of.ts'

/** What may be told of an object that is no error. Other members may hold secrets: a request with its headers, say. */
const TELLING_KEYS = ['name', 'code', 'status', 'statusCode']

const MAX_MEMBER_CHARS = 200

/** What an app has thrown, of whatever type, as a span records it, and in words. */
export interface RecordedException {
  readonly exception: Error | string
  readonly message: string
}

/**
 * An error as it is, whatever realm it is of; anything else in words.
 *
 *     exceptionOf({ code: 7, token: 'abc' }) → { exception: '{ code: 7 }', message: '{ code: 7 }' }
 */
export function exceptionOf(thrown: unknown): RecordedException {
  const message = memberOf(thrown, 'message')
  if (typeof message === 'string') return { exception: thrown as Error, message }
  const text = wordsFor(thrown)
  return { exception: text, message: text }
}

/** `{ code: 7 }` says more than `[object Object]`. */
function wordsFor(thrown: unknown): string {
  const text = textOf(thrown)
  if (!text.startsWith('[object ')) return text
  const told = TELLING_KEYS.flatMap(key => {
    const value = memberOf(thrown, key)
    const isPlain = typeof value === 'string' || typeof value === 'number'
    return isPlain ? `${key}: ${JSON.stringify(value).slice(0, MAX_MEMBER_CHARS)}` : []
  })
  return told.length > 0 ? `{ ${told.join(', ')} }` : text
}

function memberOf(owner: unknown, key: string): unknown {
  try {
    return (owner as Record<string, unknown> | null | undefined)?.[key]
  } catch {
    return undefined
  }
}
