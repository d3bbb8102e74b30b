import { conformToShape } from './document-shape.ts'
import type { ReceivedDocument } from './segment-document.ts'

/**
 * The document in a text that `parseDocument` has taken before, as it gave it then, in half the time: what would be refused
 * is not looked for again.
 *
 * @throws Error when it would not have been taken
 */
export function readValidDocument(text: string): ReceivedDocument {
  const document = JSON.parse(text)
  if (document.parent_id === null) delete document.parent_id
  const waiting = [document]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    conformToShape(next)
    if (next.end_time === null) delete next.end_time
    if (next.subsegments === null) delete next.subsegments
    for (const child of next.subsegments ?? []) waiting.push(child)
  }
  return document
}
