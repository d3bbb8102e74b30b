/** A line of a stream. */
export interface Line {
  /** 1 for the first. */
  readonly number: number
  readonly bytes: number
  /** Without its end; `undefined` for a line that is too long to be kept. */
  readonly text: string | undefined
}

const NEWLINE = 0x0a

/**
 * The lines of a stream of UTF-8, one by one: no more is kept in memory than one line, and of a line that is over the
 * limit nothing.
 *
 * @param maxBytes bytes of a line that are kept
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line, void, void> {
  let number = 1
  let bytes = 0
  let parts: Uint8Array[] = []
  const add = (part: Uint8Array) => {
    bytes += part.length
    if (bytes > maxBytes) parts = []
    else parts.push(part)
  }
  const endLine = (): Line => {
    const line = { number, bytes, text: bytes > maxBytes ? undefined : lineText(parts) }
    number++
    bytes = 0
    parts = []
    return line
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end))
      yield endLine()
      start = end + 1
    }
    add(chunk.subarray(start))
  }
  if (bytes > 0) yield endLine()
}

/** Without the byte order mark that some editors begin a file with, and the carriage return of others. */
function lineText(parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\ufeff|\r$/g, '')
}
