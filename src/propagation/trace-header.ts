import { parseSpanId, parseXRayTraceId, toXRayTraceId } from '../ids/index.ts'

/**
 * The header by which X-Ray hands a trace from one process to the next, spelt as AWS spells it.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export const TRACE_HEADER = 'X-Amzn-Trace-Id'

/** A header that names a trace. */
export interface TraceHeader {
  /** 32 hex digits. */
  traceId: string
  /** 16 hex digits; absent when the caller sent `Root` alone, as load balancers do, or a `Parent` that is no span id. */
  parentId?: string
  /** Absent when the caller leaves the decision to us: `Sampled=?` or no `Sampled` at all. */
  sampled?: boolean
  /** `Self`, `Lineage` and unknown keys, as they came: `;Lineage=a:1|b:2`. */
  rest: string
}

/** Characters of a header that are read at all: a load balancer cuts what is longer than 7 kB down to `Root`. */
const MAX_HEADER_CHARS = 8192

/** Characters of foreign keys and their values that travel on, as many as X-Ray's own SDK keeps. */
const MAX_REST_CHARS = 256

/** A header as everybody writes it who takes part in a trace: read at one go. */
const USUAL_HEADER =
  /^Root=1-(?!0{8}-0{24})([0-9a-f]{8})-([0-9a-f]{24});Parent=(?!0{16})([0-9a-f]{16});Sampled=([01])$/

/** Where a second header begins: of one that is sent twice, Node.js makes one text. */
const NEXT_HEADER = /,\s*(?:Root|Parent|Sampled|Self|Lineage)=/i

/**
 * What an `X-Amzn-Trace-Id` says, or `undefined` when it names no trace. Order, spaces, and the letter case of keys and
 * ids do not matter. Keys are told apart by their full name; of a key that comes twice the last counts, of a header that
 * comes twice the first: X-Ray's own SDK reads them so.
 *
 *     Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:1
 *     → { traceId: '6921746b5ac69fc467c01f3a268dc236', parentId: '53995c3f42cd8ad8', sampled: true, rest: ';Lineage=a:1' }
 */
export function parseTraceHeader(text: string): TraceHeader | undefined {
  const usual = USUAL_HEADER.exec(text)
  if (usual) {
    const [, seconds, unique, parentId, sampled] = usual as unknown as string[]
    return {
      traceId: `${seconds}${unique}`,
      parentId: parentId as string,
      sampled: sampled === '1',
      rest: '',
    }
  }
  if (text.length > MAX_HEADER_CHARS) return undefined
  let traceId: string | undefined
  let parentId: string | undefined
  let sampled: boolean | undefined
  let rest = ''
  let restChars = 0
  for (const part of firstHeader(text).split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0) continue
    const key = part.slice(0, equals).trim()
    const value = part.slice(equals + 1).trim()
    switch (key.toLowerCase()) {
      case 'root':
        traceId = parseXRayTraceId(value)
        break
      case 'parent':
        parentId = parseSpanId(value)
        break
      case 'sampled':
        sampled = value === '1' ? true : value === '0' ? false : undefined
        break
      default: {
        const chars = key.length + value.length
        if (restChars + chars > MAX_REST_CHARS || !isForeign(key, value)) break
        restChars += chars
        rest += `;${key}=${value}`
      }
    }
  }
  if (traceId === undefined) return undefined
  return {
    traceId,
    ...(parentId !== undefined && { parentId }),
    ...(sampled !== undefined && { sampled }),
    rest,
  }
}

/**
 * The header that carries these ids on.
 *
 *     → Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:1
 */
export function formatTraceHeader({ traceId, parentId, sampled, rest }: TraceHeader): string {
  const parent = parentId === undefined ? '' : `;Parent=${parentId}`
  const decision = sampled === undefined ? '' : `;Sampled=${sampled ? '1' : '0'}`
  return `Root=${toXRayTraceId(traceId)}${parent}${decision}${rest}`
}

function firstHeader(text: string): string {
  return text.includes(',') ? (text.split(NEXT_HEADER, 1)[0] as string) : text
}

/** What may be written into a header again: visible ASCII, so that no caller can smuggle a line into our requests. */
function isForeign(key: string, value: string): boolean {
  return /^[\x21-\x7e]+$/.test(key) && /^[\x20-\x7e]*$/.test(value)
}
