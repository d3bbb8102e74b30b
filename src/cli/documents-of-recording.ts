import { parseOtlpProtobuf } from '../otlp/index.ts'
import { spansToDocuments } from '../segment/index.ts'
import type { Line } from './read-lines.ts'

/** A datagram's first line. */
const HEADER = /^\s*\{\s*"format"\s*:\s*"json"\s*,\s*"version"\s*:\s*1\s*\}\s*$/i

/** What AWS's distribution of OpenTelemetry sends instead of a document: spans, in base64. */
const SPANS = /^T1[SU]/

/**
 * The texts of the documents in a recording of datagrams: each as it came, its header line and what follows, and a
 * newline. Where there are no header lines, each line is a document. Spans in OTLP become documents.
 *
 *     {"format":"json","version":1}\n{"name":"shop",…}\n{"format":"json","version":1}\nT1SCr4BCgkK… → two texts
 */
export async function* documentsOfRecording(lines: AsyncIterable<Line>): AsyncGenerator<string, void, void> {
  let isRecording = false
  let body: string[] = []
  for await (const { text = '' } of lines) {
    if (HEADER.test(text)) {
      isRecording = true
      yield* documentsOf(body.join('\n'))
      body = []
    } else if (isRecording) body.push(text)
    else yield* documentsOf(text)
  }
  yield* documentsOf(body.join('\n'))
}

function documentsOf(body: string): string[] {
  const text = body.trim()
  if (text === '') return []
  if (!SPANS.test(text)) return [text]
  const { request } = parseOtlpProtobuf(Buffer.from(text.slice(3), 'base64'))
  return request ? spansToDocuments(request.spans).documents.map(document => document.text) : []
}
