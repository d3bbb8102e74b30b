import { quoteValue } from '../document/index.ts'
import type { EndedSpan, SpanResource } from '../segment/index.ts'
import { isJsonObject, type JsonObject, readField, readList, readObject, readText } from './json-fields.ts'
import { Misfit } from './misfit.ts'
import { quoteLongIntegers } from './quote-long-integers.ts'
import { readAttributes } from './read-attributes.ts'
import { readSpan, type SpanScope } from './read-span.ts'

/** What is not taken of a request, and why. */
export interface OtlpRefusal {
  /** From the request to the value: `resourceSpans[0].scopeSpans[0].spans[3].traceId`. Empty for the request itself. */
  readonly path: string
  /** What is wrong, the value, and the rule. */
  readonly message: string
}

/** The spans of a request. */
export interface OtlpRequest {
  /** Those of one resource share one resource object. */
  readonly spans: readonly EndedSpan[]
  /** Spans that are not as OTLP has them, or all the spans of a scope or a resource that is not. The others are taken. */
  readonly refusals: readonly OtlpRefusal[]
}

/** A request, or the reason why there is none. */
export type ParsedOtlp =
  | { readonly request: OtlpRequest; readonly refusal?: undefined }
  | { readonly request?: undefined; readonly refusal: OtlpRefusal }

/**
 * The request to export spans that a text of OTLP/JSON holds, or the reason why it holds none. Never throws, whatever
 * the text is.
 *
 *     {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xyz",…},{"traceId":"6921746b…",…}]}]}]}
 *     → { request: { spans: [EndedSpan], refusals: [{ path: 'resourceSpans[0].scopeSpans[0].spans[0].traceId', message: … }] } }
 *
 * Fields that nobody knows are ignored. Resources that are alike become one, as the batches of a Collector have them
 * several times.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function parseOtlpJson(text: string): ParsedOtlp {
  let value: unknown
  try {
    value = JSON.parse(quoteLongIntegers(text))
  } catch (error) {
    return refuse(notJsonMessage(text, String(error)))
  }
  if (!isJsonObject(value)) return refuse(`The request is ${quoteValue(value)}; ${RULE}`)
  const [key] = Object.keys(value)
  if (key !== undefined && !('resourceSpans' in value || 'resource_spans' in value))
    return refuse(`The request has ${quoteValue(key)} but no resourceSpans; ${RULE}`)
  return readRequest(value)
}

const RULE = 'a request to export spans is {"resourceSpans":[…]}'

function refuse(message: string): ParsedOtlp {
  return { refusal: { path: '', message } }
}

/** The parser's own words quote the request at a length and in characters that a terminal might obey. */
function notJsonMessage(text: string, error: string): string {
  if (text.trim() === '') return `The request is empty; ${RULE}`
  const begins = `it begins with ${quoteValue(text.slice(0, 40))}`
  if (/Unexpected end|Unterminated/.test(error)) return `The request is cut off: ${begins}`
  return `The request is not JSON: ${begins}`
}

type OnMisfit = (misfit: Misfit) => void

function readRequest(json: JsonObject): ParsedOtlp {
  const spans: EndedSpan[] = []
  const refusals: OtlpRefusal[] = []
  const resources = new Map<string, SpanResource>()
  const onMisfit: OnMisfit = ({ path, message }) => refusals.push({ path, message })
  try {
    readList(
      json,
      'resourceSpans',
      (resourceSpans, index) => {
        const step = `resourceSpans[${index}]`
        readResourceSpans(resourceSpans, resources, spans, misfit => onMisfit(misfit.within(step)))
      },
      onMisfit,
    )
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    return { refusal: { path: error.path, message: error.message } }
  }
  return { request: { spans, refusals } }
}

function readResourceSpans(
  json: JsonObject,
  resources: Map<string, SpanResource>,
  spans: EndedSpan[],
  onMisfit: OnMisfit,
): void {
  const resource = readObject(json, 'resource', value => sharedResource(value, resources)) ?? NO_RESOURCE
  readList(
    json,
    'scopeSpans',
    (scopeSpans, index) => {
      const step = `scopeSpans[${index}]`
      const scope = readObject(scopeSpans, 'scope', readScope) ?? NO_SCOPE
      const onSpan: OnMisfit = misfit => onMisfit(misfit.within(step))
      for (const span of readList(scopeSpans, 'spans', value => readSpan(value, resource, scope), onSpan))
        spans.push(span)
    },
    onMisfit,
  )
}

const NO_RESOURCE: SpanResource = { attributes: {} }
const NO_SCOPE: SpanScope = { name: '', version: '' }

/** One object for all the resources with the same attributes. */
function sharedResource(json: JsonObject, resources: Map<string, SpanResource>): SpanResource {
  const attributes = readAttributes(json)
  const key = JSON.stringify(readField(json, 'attributes') ?? [])
  const resource = resources.get(key) ?? { attributes }
  resources.set(key, resource)
  return resource
}

function readScope(json: JsonObject): SpanScope {
  return { name: readText(json, 'name'), version: readText(json, 'version') }
}
