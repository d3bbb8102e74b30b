import { toXRayTraceId } from '../ids/index.ts'
import { cutDocument } from './cut-document.ts'
import type { OpenDocument } from './span-to-segment.ts'

/** A segment document, ready to be sent. */
export interface DocumentText {
  /** Id of the segment, or of the independent subsegment. */
  readonly id: string
  /** JSON. */
  readonly text: string
  /** Spans in it: they share its fate. */
  readonly spanCount: number
}

/** What no document could hold: the limit is too small for any. */
export interface RejectedDocument {
  readonly id: string
  readonly bytes: number
  /** Spans that are lost with it. */
  readonly spanCount: number
}

export interface Conversion {
  readonly documents: readonly DocumentText[]
  readonly rejected: readonly RejectedDocument[]
}

/** Bytes that make a subsegment an independent one: `,"type":"subsegment","trace_id":"…","parent_id":"…"` and the braces. */
const INDEPENDENCE_BYTES = 110

/** Bytes around a list of subsegments, and between two of them. */
const LIST_BYTES = 16

/**
 * Adds the document to the documents; where it would be over the limit, its largest subsegments, each with all that is
 * in it, become independent subsegments, until the rest fits. What is over the limit by itself is cut, and is rejected
 * only where even that is too much.
 */
export function packDocument(
  top: OpenDocument,
  maxBytes: number,
  documents: DocumentText[],
  rejected: RejectedDocument[],
): void {
  const whole = closeDocument(top)
  // No character of a string takes more than three bytes.
  if (whole.text.length * 3 <= maxBytes || Buffer.byteLength(whole.text) <= maxBytes) documents.push(whole)
  else split(top, maxBytes, documents, rejected)
}

function split(
  top: OpenDocument,
  maxBytes: number,
  documents: DocumentText[],
  rejected: RejectedDocument[],
): void {
  const detached: OpenDocument[] = []
  const bytes = shrink(top, maxBytes, detached)
  if (bytes <= maxBytes) documents.push(closeDocument(top))
  else rejected.push({ id: top.id, bytes, spanCount: countSpans(top) })
  for (const document of detached) packDocument(document, maxBytes, documents, rejected)
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
  for (const largest of children.sort((a, b) => b.bytes - a.bytes)) {
    if (bytes <= maxBytes) break
    document.subsegments.splice(document.subsegments.indexOf(largest.child), 1)
    detached.push(largest.child)
    bytes -= largest.bytes
  }
  return bytes
}

function closeDocument(top: OpenDocument): DocumentText {
  const independence = top.isSegment
    ? ''
    : `,"type":"subsegment","trace_id":"${toXRayTraceId(top.traceId)}","parent_id":"${top.parentId}"`
  return { id: top.id, text: top.text + independence + subsegments(top), spanCount: countSpans(top) }
}

function subsegments({ subsegments: list }: OpenDocument): string {
  if (list.length === 0) return '}'
  let text = ''
  for (const document of list)
    text += (text === '' ? ',"subsegments":[' : ',') + document.text + subsegments(document)
  return `${text}]}`
}

function countSpans(document: OpenDocument): number {
  let count = document.spanCount
  for (const child of document.subsegments) count += countSpans(child)
  return count
}
