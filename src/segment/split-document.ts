import { toXRayTraceId } from '../ids/index.ts'
import { cutDocument } from './cut-document.ts'
import type { DocumentScope } from './document-scope.ts'
import type { EndedSpan } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import {
  roleOf,
  serviceSegmentId,
  writeSegment,
  writeServiceSegment,
  writeSubsegment,
} from './span-to-segment.ts'
import type { SpanNode } from './span-tree.ts'
import { type RejectedDocument, WrittenDocument } from './written-document.ts'

/** A segment or subsegment as text, still open at its end, where its subsegments go. */
interface OpenDocument {
  readonly id: string
  readonly isSegment: boolean
  readonly traceId: string
  readonly parentId: string | undefined
  /** `{"name":…` without what only an independent subsegment says, and without the closing brace. */
  text: string
  subsegments: OpenDocument[]
  /** None for a service's segment, whose span is the subsegment in it. */
  readonly span: EndedSpan | undefined
}

/** Bytes that make a subsegment an independent one: `,"type":"subsegment","trace_id":"…","parent_id":"…"` and the braces. */
const INDEPENDENCE_BYTES = 110

/** Bytes around a list of subsegments. */
const LIST_BYTES = 16

const encoder = new TextEncoder()

/**
 * The documents for a span and all that is nested under it, where one document would be over the limit: its largest
 * subsegments, each with all that is in it, become independent subsegments, until the rest fits. What is over the limit
 * by itself is cut, and rejected only where even that is too much.
 */
export function splitDocument(
  json: JsonWriter,
  top: SpanNode,
  scope: DocumentScope,
  documents: WrittenDocument[],
  rejected: RejectedDocument[],
): void {
  split(openDocument(json, top, scope), scope.settings.maxDocumentBytes, documents, rejected)
}

function split(
  top: OpenDocument,
  maxBytes: number,
  documents: WrittenDocument[],
  rejected: RejectedDocument[],
): void {
  const detached: OpenDocument[] = []
  const bytes = shrink(top, maxBytes, detached)
  if (bytes <= maxBytes) documents.push(closeDocument(top))
  else rejected.push({ id: top.id, bytes, spanCount: spansOf(top).length })
  for (const document of detached) split(document, maxBytes, documents, rejected)
}

/**
 * Takes out of the document what makes it too large, the largest subsegments first, and cuts what is too large without
 * any. Gives back the bytes that are left.
 */
function shrink(document: OpenDocument, maxBytes: number, detached: OpenDocument[]): number {
  const room = maxBytes - INDEPENDENCE_BYTES - LIST_BYTES
  if (Buffer.byteLength(document.text) > room) document.text = cutDocument(document.text, room)
  let bytes = Buffer.byteLength(document.text) + INDEPENDENCE_BYTES + LIST_BYTES
  const children = document.subsegments.map(child => ({
    child,
    bytes: shrink(child, maxBytes, detached) + 1,
  }))
  for (const child of children) bytes += child.bytes
  if (bytes <= maxBytes) return bytes
  const gone = new Set<OpenDocument>()
  for (const largest of children.sort((a, b) => b.bytes - a.bytes)) {
    if (bytes <= maxBytes) break
    gone.add(largest.child)
    detached.push(largest.child)
    bytes -= largest.bytes
  }
  document.subsegments = document.subsegments.filter(child => !gone.has(child))
  return bytes
}

function openDocument(json: JsonWriter, node: SpanNode, scope: DocumentScope): OpenDocument {
  const { span } = node
  const { spanId, traceId } = span.spanContext()
  const role = roleOf(node)
  const isOpenService = role === 'service segment' && node.isInProgress
  const own = role === 'service segment' ? openService(json, node, scope) : undefined
  if (own && isOpenService) return { ...own, span }
  const document: OpenDocument = {
    id: spanId,
    isSegment: role === 'segment',
    traceId,
    parentId: own?.id ?? span.parentSpanContext?.spanId,
    text: openText(json, () => (role === 'segment' ? writeSegment : writeSubsegment)(json, node, scope)),
    subsegments: node.children.map(child => openDocument(json, child, scope)),
    span,
  }
  own?.subsegments.push(document)
  return own ?? document
}

function openService(json: JsonWriter, node: SpanNode, scope: DocumentScope): OpenDocument {
  const { traceId } = node.span.spanContext()
  const text = openText(json, () => writeServiceSegment(json, node, scope))
  return {
    id: serviceSegmentId(node),
    isSegment: true,
    traceId,
    parentId: undefined,
    text,
    subsegments: [],
    span: undefined,
  }
}

function openText(json: JsonWriter, write: () => void): string {
  json.begin()
  write()
  return json.toOpenText()
}

function closeDocument(top: OpenDocument): WrittenDocument {
  const independence = top.isSegment
    ? ''
    : `,"type":"subsegment","trace_id":"${toXRayTraceId(top.traceId)}","parent_id":"${top.parentId}"`
  const text = top.text + independence + subsegmentsOf(top)
  const spans = spansOf(top)
  return new WrittenDocument(top.id, encoder.encode(text), spans.length, () => spans)
}

function subsegmentsOf({ subsegments }: OpenDocument): string {
  if (subsegments.length === 0) return '}'
  return `,"subsegments":[${subsegments.map(each => each.text + subsegmentsOf(each)).join(',')}]}`
}

function spansOf({ span, subsegments }: OpenDocument): EndedSpan[] {
  return [...(span ? [span] : []), ...subsegments.flatMap(spansOf)]
}
