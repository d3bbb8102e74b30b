/** Digits of a whole number that a JavaScript number may not hold. */
const LONG_DIGITS = 16

/** Such a number in JSON, or in a text within it: a quick look. */
const MAYBE_LONG_INTEGER = /[:,[\s]-?\d{16,}\s*[,}\]]/

const WHOLE_NUMBER = /^-?\d+$/

const QUOTE = 0x22
const MINUS = 0x2d

/**
 * JSON whose long whole numbers are texts, which OTLP takes as well: `JSON.parse` would round them.
 *
 *     {"startTimeUnixNano":1763800000123456789} → {"startTimeUnixNano":"1763800000123456789"}
 */
export function quoteLongIntegers(json: string): string {
  if (!MAYBE_LONG_INTEGER.test(json)) return json
  let quoted = ''
  let copiedTo = 0
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at)
    if (char === QUOTE) {
      at = endOfText(json, at) - 1
    } else if (char === MINUS || isDigit(char)) {
      const end = endOfNumber(json, at)
      if (end - at >= LONG_DIGITS && WHOLE_NUMBER.test(json.slice(at, end))) {
        quoted += `${json.slice(copiedTo, at)}"${json.slice(at, end)}"`
        copiedTo = end
      }
      at = end - 1
    }
  }
  return quoted + json.slice(copiedTo)
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

/** The position behind the digits, signs, point and exponent that begin here. */
function endOfNumber(json: string, start: number): number {
  let end = start + 1
  while (end < json.length && '0123456789.eE+-'.includes(json[end]!)) end++
  return end
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39
}
