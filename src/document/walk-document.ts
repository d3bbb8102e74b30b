import type { Segment, SegmentDocument, Subsegment } from './segment-document.ts'

/**
 * Every segment and subsegment of a document, the outermost first, each one before what is nested in it.
 *
 *     { id: 'a', subsegments: [{ id: 'b', subsegments: [{ id: 'c' }] }, { id: 'd' }] } → a, b, c, d
 */
export function walkDocument(document: SegmentDocument): (Segment | Subsegment)[] {
  const walked: SegmentDocument[] = []
  const waiting: SegmentDocument[] = [document]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    walked.push(next)
    const { subsegments = [] } = next
    // The last one pushed is the first one popped.
    for (let at = subsegments.length - 1; at >= 0; at--) waiting.push(subsegments[at]!)
  }
  return walked
}

/** True while only the beginning of a segment or subsegment has been told. */
export function isInProgress(entity: Segment | Subsegment): boolean {
  return entity.in_progress === true || entity.end_time === undefined
}
