import { recordingSpan } from './recording-span.ts'

/**
 * Says on behalf of whom the active span works: the segment that it is, or is nested in, gets `user`, which X-Ray finds
 * by `user = "…"`. In a document that holds no segment it becomes an annotation, `enduser.id`. Where no span is recorded,
 * nothing happens.
 */
export function setUser(id: string): void {
  recordingSpan()?.setAttribute('enduser.id', id)
}
