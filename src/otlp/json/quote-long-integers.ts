/** A whole number of so many digits that a JavaScript number may not hold it. */
const LONG_INTEGER = /(?<![\w.+-])-?\d{16,}(?![\w.+-])/g

/** The same in JSON, or in a text within it: a quick look. */
const MAYBE_LONG_INTEGER = /[:,[\s]-?\d{16,}\s*[,}\]]/

/**
 * JSON whose long whole numbers are texts, which OTLP takes as well: `JSON.parse` would round them.
 *
 *     {"startTimeUnixNano":1763800000123456789} → {"startTimeUnixNano":"1763800000123456789"}
 */
export function quoteLongIntegers(json: string): string {
  if (!MAYBE_LONG_INTEGER.test(json)) return json
  let quoted = ''
  let at = 0
  while (at < json.length) {
    const start = json.indexOf('"', at)
    if (start === -1) break
    const end = endOfText(json, start)
    quoted += quote(json.slice(at, start)) + json.slice(start, end)
    at = end
  }
  return quoted + quote(json.slice(at))
}

function quote(betweenTexts: string): string {
  return betweenTexts.replace(LONG_INTEGER, '"$&"')
}

/** The position behind the quote that ends the text which begins here. */
function endOfText(json: string, start: number): number {
  let end = start
  do {
    end = json.indexOf('"', end + 1)
    if (end === -1) return json.length
  } while (isEscaped(json, end))
  return end + 1
}

/** Whether an odd number of backslashes stands before the character. */
function isEscaped(json: string, at: number): boolean {
  let first = at
  while (json[first - 1] === '\\') first--
  return (at - first) % 2 === 1
}
