import {
  type Attributes,
  type ConversionOptions,
  type EndedSpan,
  spansToDocuments,
} from '../segment/index.ts'

/** Fields of a document with their values as JSON: `http.request.url` → `"https://a.example/"`. */
export type Fields = ReadonlyMap<string, string>

/** What is different in a trial. */
export interface Change {
  readonly attributes?: Attributes
  readonly resourceAttributes?: Attributes
  readonly kind?: number
}

/** A span as a document shows it. */
export interface Shown {
  /** Its own fields; those of the segment in which it is nested begin with `segment.` */
  readonly fields: Fields
  readonly name: string
  readonly form: 'segment' | 'subsegment'
  /** The name of the segment in which it is nested. */
  readonly segmentName?: string
}

interface AnyDocument {
  readonly id: string
  readonly name: string
  readonly type?: string
  readonly subsegments?: readonly AnyDocument[]
}

/** Converts a span as often as one likes, each time with something changed. */
export class SpanTrial {
  readonly span: EndedSpan
  readonly #context: readonly EndedSpan[]
  readonly #options: ConversionOptions

  /** @param context the span's ancestors within its service, from the first on, and at the end the span */
  constructor(context: readonly EndedSpan[], options: ConversionOptions) {
    this.span = context.at(-1)!
    this.#context = context
    this.#options = { ...options, maxDocumentBytes: Number.POSITIVE_INFINITY }
  }

  convert(change: Change = {}): Shown {
    const { spanId } = this.span.spanContext()
    const tops: AnyDocument[] = spansToDocuments(this.#changed(change), this.#options).documents.map(
      ({ text }) => JSON.parse(text),
    )
    for (const top of tops) {
      const own = findById(top, spanId)
      if (own) return shown(top, own)
    }
    // While it is in progress, the segment of a service does not show the span that it was made for.
    const [service] = tops
    if (service) return shown(service, service)
    throw new Error(`The conversion lost the span ${spanId}`)
  }

  #changed({ attributes, resourceAttributes, kind }: Change): EndedSpan[] {
    const resource = resourceAttributes ? { attributes: resourceAttributes } : this.span.resource
    return this.#context.map(span => {
      const { spanId, traceId } = span.spanContext()
      const copy = { ...span, resource, spanContext: () => ({ spanId, traceId }) }
      if (span !== this.span) return copy
      return { ...copy, ...(attributes && { attributes }), ...(kind !== undefined && { kind }) }
    })
  }
}

function findById(document: AnyDocument, id: string): AnyDocument | undefined {
  if (document.id === id) return document
  for (const child of document.subsegments ?? []) {
    const found = findById(child, id)
    if (found) return found
  }
  return undefined
}

function shown(top: AnyDocument, own: AnyDocument): Shown {
  const fields = new Map<string, string>()
  addFields(fields, '', own)
  const isSegment = top.type === undefined
  if (own === top) return { fields, name: own.name, form: isSegment ? 'segment' : 'subsegment' }
  if (!isSegment) return { fields, name: own.name, form: 'subsegment' }
  addFields(fields, 'segment.', top)
  return { fields, name: own.name, form: 'subsegment', segmentName: top.name }
}

function addFields(fields: Map<string, string>, prefix: string, value: object): void {
  for (const [key, member] of Object.entries(value)) {
    if (key === 'subsegments') continue
    const isObject = typeof member === 'object' && member !== null && !Array.isArray(member)
    if (isObject && Object.keys(member).length > 0) addFields(fields, `${prefix}${key}.`, member)
    else fields.set(prefix + key, JSON.stringify(member))
  }
}
