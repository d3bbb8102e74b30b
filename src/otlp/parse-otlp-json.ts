import { quoteValue } from '../document/index.ts'
import type { EndedSpan, SpanResource } from '../segment/index.ts'
import {
  isJsonObject,
  type JsonObject,
  readField,
  readList,
  readObject,
  readText,
} from './json/json-fields.ts'
import { quoteLongIntegers } from './json/quote-long-integers.ts'
import { readAttributes } from './json/read-attributes.ts'
import { readSpan } from './json/read-span.ts'
import { Misfit } from './misfit.ts'
import type { ParsedOtlp } from './parsed-otlp.ts'
import { RefusalList, TooManyMisfits } from './refusal-list.ts'
import type { SpanScope } from './span-numbers.ts'

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
 * @param maxValues a request with more is refused; 700,000 when nothing is said
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function parseOtlpJson(text: string, maxValues = MAX_VALUES): ParsedOtlp {
  if (holdsMoreValues(text, maxValues))
    return refuse(`The request holds over ${maxValues.toLocaleString('en-US')} values; send fewer spans`)
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

/** Objects, lists, and what stands in them; an attribute is four. */
const MAX_VALUES = 700_000

/** Each begins with a bracket or behind a comma: two characters may make a list, which takes fifty times their room. */
function holdsMoreValues(text: string, maxValues: number): boolean {
  if (text.length <= maxValues) return false
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if ((char === COMMA || char === BRACKET || char === BRACE) && ++values > maxValues) return true
  }
  return false
}

const COMMA = 0x2c
const BRACKET = 0x5b
const BRACE = 0x7b

/** The parser's own words quote the request at a length and in characters that a terminal might obey. */
function notJsonMessage(text: string, error: string): string {
  if (text.trim() === '') return `The request is empty; ${RULE}`
  const begins = `it begins with ${quoteValue(text.slice(0, 40))}`
  if (/Unexpected end|Unterminated/.test(error)) return `The request is cut off: ${begins}`
  return `The request is not JSON: ${begins}`
}

/** Takes what is wrong, and how many spans are lost by it. */
type OnMisfit = (misfit: Misfit, spans: number) => void

function readRequest(json: JsonObject): ParsedOtlp {
  const spans: EndedSpan[] = []
  const refused = new RefusalList()
  const resources = new Map<string, SpanResource>()
  try {
    readList(
      json,
      'resourceSpans',
      (resourceSpans, index) => {
        const step = `resourceSpans[${index}]`
        readResourceSpans(resourceSpans, resources, spans, (misfit, lost) =>
          refused.add(misfit.within(step), lost),
        )
      },
      (misfit, lost) => refused.add(misfit, spansOfResource(lost)),
    )
  } catch (error) {
    if (error instanceof Misfit) return { refusal: { path: error.path, message: error.message } }
    if (error instanceof TooManyMisfits) return refuse(error.message)
    throw error
  }
  const { refusals, refusedSpans } = refused
  return { request: { spans, refusals, refusedSpans } }
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
      const onSpan = (misfit: Misfit) => onMisfit(misfit.within(step), 1)
      for (const span of readList(scopeSpans, 'spans', value => readSpan(value, resource, scope), onSpan))
        spans.push(span)
    },
    (misfit, lost) => onMisfit(misfit, spansOfScope(lost)),
  )
}

function spansOfResource(resourceSpans: unknown): number {
  return listOf(resourceSpans, 'scopeSpans').reduce((sum: number, each) => sum + spansOfScope(each), 0)
}

function spansOfScope(scopeSpans: unknown): number {
  return listOf(scopeSpans, 'spans').length
}

function listOf(owner: unknown, name: string): readonly unknown[] {
  const list = isJsonObject(owner) ? readField(owner, name) : undefined
  return Array.isArray(list) ? list : []
}

const NO_RESOURCE: SpanResource = { attributes: {} }
const NO_SCOPE: SpanScope = { name: '', version: '' }

/** One object for all the resources with the same attributes. */
function sharedResource(json: JsonObject, resources: Map<string, SpanResource>): SpanResource {
  const attributes = readAttributes(json)
  const key = textOf(readField(json, 'attributes') ?? [])
  if (key === undefined) return { attributes }
  const resource = resources.get(key) ?? { attributes }
  resources.set(key, resource)
  return resource
}

/** The value as JSON again; `undefined` where it nests deeper than a call stack goes. */
function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function readScope(json: JsonObject): SpanScope {
  return { name: readText(json, 'name'), version: readText(json, 'version') }
}
