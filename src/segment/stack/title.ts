/** What a line says of an exception before its frames. */
export interface Title {
  readonly type: string | undefined
  readonly message: string | undefined
}

/**
 * The type and the message of an exception as most languages print them; only a message where what stands before the
 * colon is no name.
 *
 *     'java.io.IOException: no such file: a.txt' → { type: 'java.io.IOException', message: 'no such file: a.txt' }
 */
export function parseTitle(text: string): Title {
  const colon = text.indexOf(':')
  const type = colon < 0 ? text : text.slice(0, colon)
  if (type === '' || type.length > MAX_TYPE_CHARS || /\s/.test(type))
    return { type: undefined, message: text === '' ? undefined : text }
  const message = colon < 0 ? '' : text.slice(colon + 1).trimStart()
  return { type, message: message === '' ? undefined : message }
}

/** What is longer is no name. */
const MAX_TYPE_CHARS = 500
