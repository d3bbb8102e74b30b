/** Frames of one exception that are kept, innermost first; the rest is counted. */
const MAX_FRAMES = 50

/** A frame's text is cut here: no person reads on, and no source path is as long. */
const MAX_FRAME_CHARS = 1000

/** An exception as a stack text prints it. */
export interface PrintedException {
  /** `undefined` for the one that was recorded: its event says what it is. */
  type: string | undefined
  message: string | undefined
  /** What its language's frame parser reads, a text for each frame, innermost first. */
  readonly frames: string[]
  /** Frames that are not among them: over the limit, or left out of the text itself. */
  truncated: number
  /** Exceptions that the text itself leaves out beside this one. */
  skipped: number
  /** Which one of the list led to it. */
  cause: number | undefined
}

/** An exception with no frame yet. */
export function printedException(type?: string, message?: string): PrintedException {
  return { type, message, frames: [], truncated: 0, skipped: 0, cause: undefined }
}

/** Adds the next frame outwards; over 50 it is only counted, over 1,000 characters it is cut. */
export function addFrame(exception: PrintedException, frame: string): void {
  if (exception.frames.length >= MAX_FRAMES) exception.truncated++
  else exception.frames.push(frame.length > MAX_FRAME_CHARS ? frame.slice(0, MAX_FRAME_CHARS) : frame)
}

/** Says of the exception what led to it, unless that has been said: of several, X-Ray takes one, and we the first. */
export function linkCause(exception: PrintedException, cause: number): void {
  exception.cause ??= cause
}
