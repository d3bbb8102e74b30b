import { parseRecordedDatagram } from '../local/index.ts'
import { parseOtlpProtobuf } from '../otlp/index.ts'
import { spansToDocuments } from '../segment/index.ts'
import type { Line } from './read-lines.ts'

/** What AWS's distribution of OpenTelemetry sends instead of a document: spans, in base64. */
const SPANS = /^T1[SU]/

/** What a datagram begins with: nobody calls a segment so. */
const HEADER = /^\{\s*"format"/

/**
 * The texts of the documents in a recording: of `spanray local --record`, of datagrams as they came, each with its header
 * line, or of documents, one a line. Spans in OTLP become documents.
 *
 *     {"atMillis":1500000000000,"datagram":"eyJmb3JtYXQi…"}\n{"name":"pay",…} → two texts
 */
export async function* documentsOfRecording(lines: AsyncIterable<Line>): AsyncGenerator<string, void, void> {
  for await (const { text = '' } of lines) {
    const recorded = parseRecordedDatagram(text)
    const body = recorded ? bodyOf(recorded.datagram.toString()) : text
    yield* documentsOf(body.trim())
  }
}

/** What follows the first line. */
function bodyOf(datagram: string): string {
  return datagram.slice(datagram.indexOf('\n') + 1)
}

function documentsOf(text: string): string[] {
  if (text === '' || HEADER.test(text)) return []
  if (!SPANS.test(text)) return [text]
  const { request } = parseOtlpProtobuf(Buffer.from(text.slice(3), 'base64'))
  return request ? spansToDocuments(request.spans).documents.map(document => document.text) : []
}
