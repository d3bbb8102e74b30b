/** Frames of one exception that are kept, innermost first; the rest is counted. */
const MAX_FRAMES = 50

/** A frame's text is cut here: no person reads on, and no source path is as long. */
export const MAX_FRAME_CHARS = 1000

/** An exception as a stack text prints it. */
export interface PrintedException {
  /** `undefined` for the one that was recorded: its event says what it is. */
  type: string | undefined
  message: string | undefined
  /** What its language's frame parser reads, innermost first: texts of one frame, or of several, a line each. */
  readonly frames: string[]
  /** Frames in these texts. */
  frameCount: number
  /** Frames that are not among them: over the limit, or left out of the text itself. */
  truncated: number
  /** Exceptions that the text itself leaves out beside this one. */
  skipped: number
  /** Which one of the list led to it. */
  cause: number | undefined
}

/** An exception with no frame yet. */
export function printedException(type?: string, message?: string): PrintedException {
  return { type, message, frames: [], frameCount: 0, truncated: 0, skipped: 0, cause: undefined }
}

/** Adds the next frame outwards; over 50 it is only counted, over 1,000 characters it is cut. */
export function addFrame(exception: PrintedException, frame: string): void {
  addFrames(exception, frame.length > MAX_FRAME_CHARS ? frame.slice(0, MAX_FRAME_CHARS) : frame, 1)
}

/** Adds the next frames outwards, a line each, none over 1,000 characters; those over 50 are only counted. */
export function addFrames(exception: PrintedException, frames: string, count: number): void {
  const room = MAX_FRAMES - exception.frameCount
  if (count <= room) exception.frames.push(frames)
  else if (room > 0) exception.frames.push(frames.split('\n', room).join('\n'))
  exception.frameCount += Math.min(count, room)
  exception.truncated += Math.max(0, count - room)
}

/** Says of the exception what led to it, unless that has been said: of several, X-Ray takes one, and we the first. */
export function linkCause(exception: PrintedException, cause: number): void {
  exception.cause ??= cause
}
