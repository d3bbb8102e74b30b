import type { Attributes, ConversionOptions, EndedSpan } from '../segment/index.ts'
import { type Change, type Fields, type Shown, SpanTrial } from './span-trial.ts'

/** What became of an attribute. */
export interface AttributeFate {
  readonly key: string
  /** Where it is in the document: `http.request.url`, `metadata.default`; nowhere when empty. */
  readonly fields: readonly string[]
  /** Why it is nowhere, or in the metadata, where X-Ray does not search. */
  readonly reason?: string
}

/** What became of a span. */
export interface Explanation extends Omit<Shown, 'fields'> {
  readonly attributes: readonly AttributeFate[]
  /** Those of the resource; none where the service's part in the trace does not begin with this span. */
  readonly resourceAttributes: readonly AttributeFate[]
}

/**
 * Tells for each attribute of a span into which fields of the document it went, or why it is metadata.
 *
 * It asks the conversion itself, again and again: an attribute is where the document changes when the attribute does.
 * So there is no second list of rules here that could tell another story.
 *
 * @param context the span's ancestors within its service, from the first on, and at the end the span
 */
export function explainSpan(context: readonly EndedSpan[], options: ConversionOptions): Explanation {
  const trial = new SpanTrial(context, options)
  const { fields, ...shown } = trial.convert()
  // It is the segment that tells of the resource.
  const tellsOfResource =
    shown.form === 'segment' || (shown.segmentName !== undefined && context.length === 1)
  return {
    ...shown,
    attributes: fatesOf(spanQuestion(trial, fields)),
    resourceAttributes: tellsOfResource ? resourceFates(trial, fields) : [],
  }
}

/** Attributes, and how to learn what becomes of them. */
interface Question {
  readonly attributes: Attributes
  /** The document as it is. */
  readonly base: Fields
  /** The key under which an attribute is in `metadata.default`. */
  readonly metadataKey: (key: string) => string
  /** Whether it is there even if another field has it. */
  readonly isAlwaysCopied: boolean
  /** The document with other attributes. */
  readonly convert: (attributes: Attributes, kind?: number) => Fields
  /** Changes of the span that might bring an attribute into another field. */
  readonly changes: readonly (readonly [what: string, change: Change])[]
}

function spanQuestion(trial: SpanTrial, base: Fields): Question {
  return {
    attributes: trial.span.attributes,
    base,
    metadataKey: key => key,
    isAlwaysCopied: false,
    convert: (attributes, kind = trial.span.kind) => trial.convert({ attributes, kind }).fields,
    changes: CHANGES,
  }
}

/** The copy in the metadata goes without saying where an attribute is in another field as well. */
function resourceFates(trial: SpanTrial, base: Fields): AttributeFate[] {
  const fates = fatesOf({
    attributes: trial.span.resource.attributes,
    base,
    metadataKey: key => `otel.resource.${key}`,
    isAlwaysCopied: true,
    convert: resourceAttributes => trial.convert({ resourceAttributes }).fields,
    changes: [],
  })
  return fates.map(fate => ({
    ...fate,
    fields: fate.fields
      .map(field => field.replace(/^segment\./, ''))
      .filter((field, _, { length }) => length === 1 || field !== 'metadata.default'),
  }))
}

function fatesOf(question: Question): AttributeFate[] {
  return Object.keys(question.attributes).map(key => {
    const found = findFields(question, key)
    const fields = found.map(field => (isCopy(question, key, field) ? METADATA : field))
    if (fields.length === 0) return { key, fields, reason: whyNowhere(question, key) }
    const isOnlyCopy = fields.every(field => field === METADATA)
    return isOnlyCopy
      ? { key, fields: [METADATA], reason: whyMetadata(question, key) }
      : { key, fields: [...new Set(fields)] }
  })
}

const METADATA = 'metadata.default'

/** Whether the attribute lies here as it is, or if it is a map, a part of it. */
function isCopy({ metadataKey }: Question, key: string, field: string): boolean {
  const copy = `${METADATA}.${metadataKey(key)}`
  const own = field.replace(/^segment\./, '')
  return own === copy || own.startsWith(`${copy}.`)
}

/**
 * The fields that another value of the attribute changes; where it changes none but its own copy in the metadata, those
 * as well that would not be without it.
 */
function findFields({ attributes, base, convert }: Question, key: string): string[] {
  const other = convert({ ...attributes, [key]: otherValue(attributes[key]) })
  const changed = changedFields(base, other).filter(field => other.has(field))
  if (changed.some(field => !isMetadata(field))) return changed
  const gone = changedFields(base, convert(without(attributes, key)))
  const json = JSON.stringify(attributes[key], (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  const exact = gone.filter(field => base.get(field) === json && !isMetadata(field))
  return exact.length > 0 ? exact : gone
}

/** The attribute without which this one would be in the document; at best where it stands itself, in no metadata. */
function whyNowhere(question: Question, key: string): string {
  let inMetadata: string | undefined
  for (const other of othersOf(question, key)) {
    const rest = without(question.attributes, other)
    const found = changedFields(question.convert(rest), question.convert(without(rest, key)))
    if (found.some(field => !isMetadata(field))) return `${other} says it already`
    if (found.length > 0) inMetadata ??= `${other} says it already`
  }
  return inMetadata ?? 'the document is the same without it'
}

/** What else would have brought the attribute into a field: another type, one attribute less, another span. */
function whyMetadata(question: Question, key: string): string {
  const { attributes } = question
  const value = attributes[key]
  for (const [type, sample] of SAMPLES) {
    const field =
      type === typeOf(value) ? undefined : fieldAfter(question, key, { ...attributes, [key]: sample })
    if (field) return `${field} takes ${type}, and this is ${typeOf(value)}`
  }
  for (const other of othersOf(question, key)) {
    const field = fieldAfter(question, key, without(attributes, other))
    if (field) return `${other} comes before it in ${field}`
  }
  for (const [what, change] of question.changes) {
    const field = fieldAfter(question, key, { ...attributes, ...change.attributes }, change.kind)
    if (field) return `${field} is there for ${what} only`
  }
  const canBeIndexed = ['string', 'number', 'boolean'].includes(typeof value)
  if (!canBeIndexed) return 'X-Ray has no field for it, and searches by texts, numbers and booleans only'
  const indexKey = question.metadataKey(key)
  const word = /^[\w.:/@-]+$/.test(indexKey) ? indexKey : `'${indexKey}'`
  return `X-Ray has no field for it; to search by it: --index ${word}`
}

/** The field that the attribute is in after such a change. */
function fieldAfter(question: Question, key: string, changed: Attributes, kind?: number): string | undefined {
  const fields = question.convert(changed, kind)
  const isOnlyCopied =
    !question.isAlwaysCopied && [...fields.keys()].some(field => isCopy(question, key, field))
  if (isOnlyCopied) return undefined
  const found = changedFields(fields, question.convert(without(changed, key), kind))
  return found.find(field => !isMetadata(field))
}

/** The other attributes; first those that hold this one's value. */
function othersOf({ attributes }: Question, key: string): string[] {
  const text = textOf(attributes[key])
  const isHolder = (other: string) => Number(text !== '' && textOf(attributes[other]).includes(text))
  return Object.keys(attributes)
    .filter(other => other !== key)
    .sort((a, b) => isHolder(b) - isHolder(a))
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : ''
}

const SAMPLES: readonly (readonly [type: string, sample: unknown])[] = [
  ['a text', 'sample'],
  ['a number', 200],
  ['a boolean', true],
  ['a list', ['sample']],
]

const CHANGES: readonly (readonly [what: string, change: Change])[] = [
  ['HTTP requests', { attributes: { 'http.request.method': 'GET' } }],
  ['calls to AWS', { attributes: { 'rpc.system': 'aws-api' } }],
  ['calls to SQL databases', { attributes: { 'db.system.name': 'postgresql' } }],
  ['servers', { kind: 1 }],
  ['clients', { kind: 2 }],
]

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (value === null || value === '') return 'empty'
  switch (typeof value) {
    case 'string':
      return 'a text'
    case 'number':
    case 'bigint':
      return 'a number'
    case 'boolean':
      return 'a boolean'
    default:
      return value instanceof Uint8Array ? 'bytes' : 'a map'
  }
}

/** A value of the same type that is a bit different: what was a URL is still one. */
function otherValue(value: unknown): unknown {
  if (Array.isArray(value)) return [...value.slice(0, -1), otherValue(value.at(-1))]
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value + 1 : 0
    case 'bigint':
      return value + 1n
    case 'boolean':
      return !value
    case 'string':
      return `${value}Z9`
    default:
      return value instanceof Uint8Array ? new Uint8Array([...value, 9]) : { ...(value ?? {}), Z9: true }
  }
}

function isMetadata(field: string): boolean {
  return /^(segment\.)?metadata\./.test(field)
}

function without(attributes: Attributes, key: string): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([each]) => each !== key))
}

/** The fields that are not in the other document, or not with this value; metadata last. */
function changedFields(fields: Fields, others: Fields): string[] {
  return [...fields.keys()]
    .filter(field => fields.get(field) !== others.get(field))
    .sort((a, b) => Number(isMetadata(a)) - Number(isMetadata(b)))
}
