import type { EndedSpan, SpanResource } from '../segment/index.ts'
import { Misfit } from './misfit.ts'
import type { ParsedOtlp } from './parsed-otlp.ts'
import { type DecodedAttributes, decodeAttribute } from './protobuf/decode-attributes.ts'
import { decodeSpan } from './protobuf/decode-span.ts'
import { MalformedProtobuf, ProtobufReader } from './protobuf/protobuf-reader.ts'
import { RefusalList, TooManyMisfits } from './refusal-list.ts'
import type { SpanScope } from './span-numbers.ts'

/**
 * The request to export spans that these bytes hold (`ExportTraceServiceRequest`), or the reason why they hold none.
 * Never throws, whatever the bytes are, and takes at most some dozen times their room.
 *
 *     bytes of {resource_spans:[{scope_spans:[{spans:[{trace_id: 3 bytes,…},{trace_id: 16 bytes,…}]}]}]}
 *     → { request: { spans: [EndedSpan], refusals: [{ path: 'resourceSpans[0].scopeSpans[0].spans[0].traceId', message: … }] } }
 *
 * Gives the same spans as `parseOtlpJson` does of the same request in JSON. Fields that nobody knows are ignored; bytes
 * that are no protobuf, or not of this message, refuse the whole.
 *
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/collector/trace/v1/trace_service.proto
 */
export function parseOtlpProtobuf(bytes: Uint8Array): ParsedOtlp {
  const decoder = new RequestDecoder(bytes)
  try {
    decoder.decode()
  } catch (error) {
    if (error instanceof MalformedProtobuf)
      return refuse(`The request is not a protobuf ExportTraceServiceRequest: ${error.message}`)
    if (error instanceof TooManyMisfits) return refuse(error.message)
    throw error
  }
  const { refusals, refusedSpans } = decoder.refused
  return { request: { spans: decoder.spans, refusals, refusedSpans } }
}

function refuse(message: string): ParsedOtlp {
  return { refusal: { path: '', message } }
}

const REQUEST_FIELDS = ['', 'resourceSpans']
const RESOURCE_SPANS_FIELDS = ['', 'resource', 'scopeSpans']
const RESOURCE_FIELDS = ['', 'attributes']
const SCOPE_SPANS_FIELDS = ['', 'scope', 'spans']
const SCOPE_FIELDS = ['', 'name', 'version']

/** The tags in `ResourceSpans` as well as in `ScopeSpans`. */
const HEAD = 0x0a
const PART = 0x12

const NO_RESOURCE: SpanResource = { attributes: {} }
const NO_SCOPE: SpanScope = { name: '', version: '' }

class RequestDecoder {
  readonly spans: EndedSpan[] = []
  readonly refused = new RefusalList()
  readonly #reader: ProtobufReader
  readonly #resources = new Map<string, SpanResource>()

  constructor(bytes: Uint8Array) {
    this.#reader = new ProtobufReader(bytes)
  }

  decode(): void {
    let index = 0
    this.#fields(this.#reader.length, REQUEST_FIELDS, tag => {
      if (tag !== 0x0a) return false
      this.#decodeResourceSpans(`resourceSpans[${index++}]`)
      return true
    })
  }

  #decodeResourceSpans(path: string): void {
    let resource = NO_RESOURCE
    this.#headThenParts(
      RESOURCE_SPANS_FIELDS,
      () => {
        resource = this.#decodeResource()
      },
      index => this.#decodeScopeSpans(`${path}.scopeSpans[${index}]`, resource),
    )
  }

  #decodeScopeSpans(path: string, resource: SpanResource): void {
    let scope = NO_SCOPE
    this.#headThenParts(
      SCOPE_SPANS_FIELDS,
      () => {
        scope = this.#decodeScope()
      },
      index => this.#decodeSpan(path, index, resource, scope),
    )
  }

  /** Twice over the message: its head, the resource or the scope, may stand behind the parts, and they need it. */
  #headThenParts(
    known: readonly string[],
    decodeHead: () => void,
    decodePart: (index: number) => void,
  ): void {
    const reader = this.#reader
    const end = reader.beginMessage()
    const start = reader.at
    this.#fields(end, known, tag => {
      if (tag === HEAD) decodeHead()
      else if (tag === PART) reader.at = reader.beginMessage()
      else return false
      return true
    })
    reader.at = start
    let index = 0
    this.#fields(end, [], tag => {
      if (tag !== PART) return false
      decodePart(index++)
      return true
    })
  }

  #decodeSpan(path: string, index: number, resource: SpanResource, scope: SpanScope): void {
    const end = this.#reader.beginMessage()
    try {
      this.spans.push(decodeSpan(this.#reader, end, resource, scope))
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      this.refused.add(error.within(`${path}.spans[${index}]`), 1)
      this.#reader.at = end
    }
  }

  /** One object for all the resources of the same bytes. */
  #decodeResource(): SpanResource {
    const reader = this.#reader
    const end = reader.beginMessage()
    const key = reader.peekLatin1(end)
    const known = this.#resources.get(key)
    if (known) {
      reader.at = end
      return known
    }
    const attributes: DecodedAttributes = {}
    this.#fields(end, RESOURCE_FIELDS, tag => {
      if (tag !== 0x0a) return false
      decodeAttribute(reader, attributes)
      return true
    })
    const resource = { attributes }
    this.#resources.set(key, resource)
    return resource
  }

  #decodeScope(): SpanScope {
    const reader = this.#reader
    let name = ''
    let version = ''
    this.#fields(reader.beginMessage(), SCOPE_FIELDS, tag => {
      if (tag === 0x0a) name = reader.text()
      else if (tag === 0x12) version = reader.text()
      else return false
      return true
    })
    return { name, version }
  }

  /** Reads fields up to `end`; those that `decode` does not take are skipped. */
  #fields(end: number, known: readonly string[], decode: (tag: number) => boolean): void {
    const reader = this.#reader
    while (reader.at < end) {
      const tag = reader.tag()
      if (!decode(tag)) reader.skip(tag, known)
    }
    reader.endMessage(end)
  }
}
