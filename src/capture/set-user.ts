import { recordingSpan } from './recording-span.ts'

/**
 * Says on behalf of whom the active span works: the segment that it is, or is nested in, gets `user`, which X-Ray finds
 * by `user = "…"`. In a document that holds no segment it becomes an annotation, `enduser.id`. Where no span is recorded,
 * nothing happens; nor without a user: `setUser(request.user?.id)` may be called for everybody.
 *
 *     setUser('ann')   // "user":"ann"
 *     setUser(42)      // "user":"42"
 */
export function setUser(id: string | number | undefined): void {
  if (typeof id === 'string' || typeof id === 'number')
    recordingSpan()?.setAttribute('enduser.id', String(id))
}
