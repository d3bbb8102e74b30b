import { ProtobufReader } from './protobuf/protobuf-reader.ts'
import type { OtlpFormat } from './write-answer.ts'

/** What a receiver did not take of a request that it took. */
export interface PartialSuccess {
  readonly rejectedSpans: number
  readonly message: string
}

const NONE: PartialSuccess = { rejectedSpans: 0, message: '' }

/**
 * What an `ExportTraceServiceResponse` says was not taken; nothing, where it is none.
 *
 *     ('json', '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}}') → { rejectedSpans: 2, message: 'too old' }
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#partial-success
 */
export function readExportResponse(format: OtlpFormat, body: Uint8Array): PartialSuccess {
  try {
    return format === 'json' ? readJson(body) : readProtobuf(body)
  } catch {
    return NONE
  }
}

function readJson(body: Uint8Array): PartialSuccess {
  const { partialSuccess } = Object(JSON.parse(new TextDecoder().decode(body))) as {
    partialSuccess?: unknown
  }
  const { rejectedSpans, errorMessage } = Object(partialSuccess) as Record<string, unknown>
  return {
    rejectedSpans: Math.max(Number(rejectedSpans) || 0, 0),
    message: typeof errorMessage === 'string' ? errorMessage : '',
  }
}

function readProtobuf(body: Uint8Array): PartialSuccess {
  const reader = new ProtobufReader(body)
  let { rejectedSpans, message } = NONE
  while (reader.at < body.length) {
    const tag = reader.tag()
    if (tag !== 0x0a) {
      reader.skip(tag, [])
      continue
    }
    const end = reader.beginMessage()
    while (reader.at < end) {
      const field = reader.tag()
      if (field === 0x08) rejectedSpans = Math.max(Number(reader.int64()), 0)
      else if (field === 0x12) message = reader.text()
      else reader.skip(field, [])
    }
  }
  return { rejectedSpans, message }
}
