import type { ConversionSettings } from './conversion-settings.ts'
import { documentScope } from './document-scope.ts'
import type { EndedSpan } from './ended-span.ts'
import { JsonWriter } from './json-writer.ts'
import { roleOf, serviceSegmentId } from './span-to-segment.ts'
import type { SpanNode } from './span-tree.ts'
import { splitDocument } from './split-document.ts'
import { writeDocument } from './write-document.ts'
import { type RejectedDocument, WrittenDocument } from './written-document.ts'

/** Serves one conversion after the other, as none waits for anything. */
const json = new JsonWriter()

/** Adds the documents for a span that lies under no other, and for all that is nested under it: one where that fits. */
export function convertTop(
  top: SpanNode,
  settings: ConversionSettings,
  repeated: ReadonlyMap<EndedSpan, string> | undefined,
  documents: WrittenDocument[],
  rejected: RejectedDocument[],
): void {
  writeDocument(json, top, documentScope(top, settings, repeated))
  if (json.length <= settings.maxDocumentBytes) {
    documents.push(new WrittenDocument(documentId(top), json.take(), countSpans(top), () => spansOf(top)))
  } else {
    release(top)
    splitDocument(json, top, documentScope(top, settings, repeated), documents, rejected)
  }
}

function documentId(top: SpanNode): string {
  return roleOf(top) === 'service segment' ? serviceSegmentId(top) : top.id
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
