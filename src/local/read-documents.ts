import { divideText, MAX_RECEIVED_DOCUMENT_BYTES } from '../document/index.ts'
import { parseOtlpJson } from '../otlp/index.ts'
import { spansToDocuments } from '../segment/index.ts'

/** Texts of documents, with what is wrong with spans that became none; or the reason why there are none. */
export type ReadDocuments =
  | { texts: string[]; spanRefusals?: string[]; reason?: undefined }
  | { texts?: undefined; spanRefusals?: undefined; reason: string }

const OTLP_LINE = /^\s*\{\s*"resourceSpans"/

/**
 * The documents in a text, whatever it is: one a line (or a request of OTLP/JSON a line), a list of documents or of their texts, what `BatchGetTraces`
 * answered, or an OTLP request in JSON. What has grown by merging and is over the limit of what may be sent comes in
 * parts; else the documents themselves are not looked at.
 *
 *     {"name":"shop",…}\n{"name":"pay",…} → texts of two documents
 *     {"Traces":[{"Segments":[{"Document":"{…}"}]}]} → the text of one; segments that X-Ray inferred are left out
 */
export function readDocuments(text: string): ReadDocuments {
  const read = readAny(text)
  if (read.reason !== undefined) return read
  return { ...read, texts: read.texts.flatMap(each => divideText(each, MAX_RECEIVED_DOCUMENT_BYTES)) }
}

function readAny(text: string): ReadDocuments {
  const whole = parse(text)
  if (whole === undefined) return readLines(text)
  if (isObject(whole) && 'resourceSpans' in whole) return readOtlp(text)
  if (isObject(whole) && Array.isArray(whole.Traces)) return { texts: whole.Traces.flatMap(textsOfTrace) }
  return { texts: (Array.isArray(whole) ? whole : [whole]).map(toText) }
}

function readLines(text: string): ReadDocuments {
  const texts: string[] = []
  const spanRefusals: string[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    if (!OTLP_LINE.test(line)) texts.push(line)
    else {
      const read = readOtlp(line)
      if (read.reason !== undefined) return read
      texts.push(...read.texts)
      spanRefusals.push(...(read.spanRefusals ?? []))
    }
  }
  return { texts, spanRefusals }
}

function readOtlp(text: string): ReadDocuments {
  const { request, refusal } = parseOtlpJson(text)
  if (refusal) return { reason: refusal.message }
  return {
    texts: spansToDocuments(request.spans).documents.map(document => document.text),
    spanRefusals: request.refusals.map(({ message }) => message),
  }
}

function textsOfTrace(trace: unknown): string[] {
  const segments = isObject(trace) && Array.isArray(trace.Segments) ? trace.Segments : []
  return segments.flatMap(segment => {
    const document = isObject(segment) ? segment.Document : undefined
    const fields = typeof document === 'string' ? parse(document) : document
    // Made anew from what called them.
    return isObject(fields) && fields.inferred !== true ? toText(fields) : []
  })
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
