import { MAX_DOCUMENT_BYTES } from './limits.ts'
import type { IndependentSubsegment, ReceivedDocument, Segment, Subsegment } from './segment-document.ts'

/** Bytes that make a subsegment an independent one, and those around a list of subsegments. */
const FRAME_BYTES = 130

/**
 * Documents that may be sent, for one that was merged and has grown too large for that: its largest subsegments, each with
 * all that is in it, become independent subsegments, until the rest fits. Merged again they are the same document. What is
 * too large without any subsegments stays so.
 *
 *     segment a of 100 kB { subsegments: [b of 60 kB, c of 30 kB] } → segment a { subsegments: [c] }, independent subsegment b
 */
export function divideDocument(
  document: ReceivedDocument,
  maxBytes: number = MAX_DOCUMENT_BYTES,
): ReceivedDocument[] {
  const detached: IndependentSubsegment[] = []
  const { entity } = shrink(document, document.trace_id, maxBytes, detached)
  return [entity, ...detached]
}

interface Shrunk<Entity> {
  entity: Entity
  bytes: number
}

function shrink<Entity extends Segment | Subsegment>(
  entity: Entity,
  traceId: string,
  maxBytes: number,
  detached: IndependentSubsegment[],
): Shrunk<Entity> {
  const { subsegments = [], ...own } = entity
  const children = subsegments.map(child => shrink(child, traceId, maxBytes, detached))
  let bytes = Buffer.byteLength(JSON.stringify(own)) + FRAME_BYTES
  for (const child of children) bytes += child.bytes
  const gone = new Set<Shrunk<Subsegment>>()
  for (const largest of children.toSorted((a, b) => b.bytes - a.bytes)) {
    if (bytes <= maxBytes) break
    gone.add(largest)
    bytes -= largest.bytes
    detached.push({ ...largest.entity, type: 'subsegment', trace_id: traceId, parent_id: entity.id })
  }
  const kept = children.filter(child => !gone.has(child)).map(child => child.entity)
  return { entity: { ...own, ...(kept.length > 0 && { subsegments: kept }) } as Entity, bytes }
}
