import { type ConversionOptions, conversionSettings } from './conversion-settings.ts'
import { documentScope } from './document-scope.ts'
import type { EndedSpan } from './ended-span.ts'
import { JsonWriter } from './json-writer.ts'
import { repeatedExceptions } from './repeated-exceptions.ts'
import { roleOf, serviceSegmentId } from './span-to-segment.ts'
import { type SpanNode, spanTree } from './span-tree.ts'
import { splitDocument } from './split-document.ts'
import { writeDocument } from './write-document.ts'
import { type Conversion, type RejectedDocument, WrittenDocument } from './written-document.ts'

const DEFAULTS: ConversionOptions = {}

/** Serves one conversion after the other, as none waits for anything. */
const json = new JsonWriter()

/**
 * The documents for these spans, which may be of several traces and services: a segment for each service's part in a
 * trace with its subsegments nested in it, and an independent subsegment where the parent is not among the spans or
 * the document would grow over its limit. Never throws.
 *
 *     [server, client under server] → { documents: ['{"name":"shop",…,"subsegments":[{"name":"db",…}]}'], rejected: [] }
 */
export function spansToDocuments(
  spans: readonly EndedSpan[],
  options: ConversionOptions = DEFAULTS,
): Conversion {
  const settings = conversionSettings(options)
  const repeated = repeatedExceptions(spans)
  const documents: WrittenDocument[] = []
  const rejected: RejectedDocument[] = []
  for (const top of spanTree(spans, settings.nest)) {
    writeDocument(json, top, documentScope(top, settings, repeated))
    const bytes = json.toBytes()
    if (bytes.length <= settings.maxDocumentBytes) {
      documents.push(new WrittenDocument(documentId(top), bytes, countSpans(top), () => spansOf(top)))
    } else {
      release(top)
      splitDocument(json, top, documentScope(top, settings, repeated), documents, rejected)
    }
  }
  return { documents, rejected }
}

function documentId(top: SpanNode): string {
  return roleOf(top) === 'service segment' ? serviceSegmentId(top) : top.span.spanContext().spanId
}

function countSpans({ children }: SpanNode): number {
  let count = 1
  for (const child of children) count += countSpans(child)
  return count
}

function spansOf({ span, children }: SpanNode, spans: EndedSpan[] = []): EndedSpan[] {
  spans.push(span)
  for (const child of children) spansOf(child, spans)
  return spans
}

/** Forgets what was taken, so that the spans can be written again. */
function release({ children, claims }: SpanNode): void {
  claims.release()
  for (const child of children) release(child)
}
