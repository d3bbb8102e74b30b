import { checkDocument } from './check-document.ts'
import { isObject } from './document-shape.ts'
import { MAX_JSON_LEVELS, MAX_RECEIVED_DOCUMENT_BYTES } from './limits.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { quoteValue } from './quote-value.ts'

/**
 * The segment document that a text holds, or X-Ray's code and the reason in words why X-Ray would refuse it. Never
 * throws, whatever the text is.
 *
 *     {"name":"shop","id":"70de5b6f19ff9a0a","start_time":1.5E9,"trace_id":"1-581cf771-a006649127e371903a2de979"}
 *     → { refusal: { code: 'MissingEndTime', id: '70de5b6f19ff9a0a', message: 'Segment … has neither …' } }
 *
 * Optional fields of a wrong type are removed, as X-Ray does; fields that nobody knows are kept. The first 8 hex digits
 * of a trace id may be any: those of a W3C id are no time.
 *
 * @param maxBytes bytes of UTF-8 that are taken; a trace that was merged by X-Ray is longer than what was sent
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export function parseDocument(text: string, maxBytes: number = MAX_RECEIVED_DOCUMENT_BYTES): ParsedDocument {
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes) {
    return refuse(`The document has ${groups(bytes)} bytes; at most ${groups(maxBytes)} are taken`)
  }
  if (nestsDeeperThan(MAX_JSON_LEVELS, text)) {
    return refuse(`The document nests deeper than ${MAX_JSON_LEVELS} levels of JSON`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refuse(notJsonMessage(text, String(error)))
  }
  if (!isObject(value)) {
    return refuse(`The document is ${quoteValue(value)}; a segment document is one JSON object`)
  }
  return checkDocument(value)
}

function refuse(message: string): ParsedDocument {
  return { refusal: { code: 'InvalidSegment', message } }
}

/** The parser's own words quote the document at a length and in characters that a terminal might obey. */
function notJsonMessage(text: string, error: string): string {
  if (text.trim() === '') return 'The document is empty; a segment document is one JSON object'
  const begins = `it begins with ${quoteValue(text.slice(0, 40))}`
  if (/Unexpected end|Unterminated/.test(error)) {
    return `The document is cut off after ${groups(text.length)} characters of JSON: ${begins}`
  }
  const position = /at position (\d+)/.exec(error)?.[1]
  return `The document is not JSON${position ? ` from position ${position} on` : ''}: ${begins}`
}

/** Looked at before JSON.parse, so that nothing behind it meets a value that would overflow the stack. */
function nestsDeeperThan(maxLevels: number, text: string): boolean {
  if (hasAtMostBrackets(maxLevels, text)) return false
  let levels = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (isInString) {
      if (char === 0x5c) at++
      else if (char === 0x22) isInString = false
    } else if (char === 0x22) isInString = true
    else if (char === 0x5b || char === 0x7b) {
      if (++levels > maxLevels) return true
    } else if (char === 0x5d || char === 0x7d) levels--
  }
  return false
}

/** Quick where the exact look is not: most documents have too few brackets to nest deep. */
function hasAtMostBrackets(maxCount: number, text: string): boolean {
  let count = 0
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (++count > maxCount) return false
    }
  }
  return true
}

function groups(count: number): string {
  return count.toLocaleString('en-US')
}
