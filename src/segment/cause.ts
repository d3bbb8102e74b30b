import { deriveId } from '../ids/index.ts'
import { CLIENT, type EndedSpan, PRODUCER, STATUS_ERROR } from './ended-span.ts'
import { array, numberMember, object, stringMember } from './json.ts'
import { parseV8Stack, type StackFrame } from './v8-stack.ts'

/** Exceptions of one span that are written; a loop that records each of its failures would fill the document. */
const MAX_EXCEPTIONS = 10

/** Frames of one exception that are written; the rest is counted in `truncated`. */
const MAX_FRAMES = 50

/**
 * The `cause` block: the span's recorded exceptions, else the message of its ERROR status, else nothing.
 *
 *     exception.type=TypeError exception.message="x is not a function"
 *     → {"exceptions":[{"id":"78f67dfdb6a26c4c","message":"x is not a function","type":"TypeError"}]}
 *
 * Ids follow from the span's id, so that whoever converts the span again writes the same.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
 */
export function causeBlock(span: EndedSpan): string {
  let exceptions = ''
  let ordinal = 0
  for (const event of span.events) {
    if (event.name !== 'exception' || ordinal === MAX_EXCEPTIONS) continue
    const attributes = event.attributes ?? {}
    exceptions += `,${exceptionObject(
      span,
      ++ordinal,
      text(attributes['exception.message']),
      text(attributes['exception.type']),
      parseV8Stack(text(attributes['exception.stacktrace']) ?? ''),
    )}`
  }
  if (ordinal === 0 && span.status.code === STATUS_ERROR && span.status.message) {
    exceptions = `,${exceptionObject(span, 1, span.status.message, undefined, [])}`
  }
  return object(exceptions === '' ? '' : `,"exceptions":${array(exceptions)}`)
}

/** The id of the first exception that `causeBlock` writes, or `undefined` when it writes none. */
export function firstExceptionId(span: EndedSpan): string | undefined {
  return causeBlock(span) === '' ? undefined : deriveId(span.spanContext().spanId, 1)
}

function exceptionObject(
  span: EndedSpan,
  ordinal: number,
  message: string | undefined,
  type: string | undefined,
  frames: readonly StackFrame[],
): string {
  const isRemote = span.kind === CLIENT || span.kind === PRODUCER
  let stack = ''
  for (const { path, line, label } of frames.slice(0, MAX_FRAMES)) {
    stack += `,${object(stringMember('path', path) + numberMember('line', line) + stringMember('label', label))}`
  }
  const truncated = frames.length > MAX_FRAMES ? frames.length - MAX_FRAMES : undefined
  return `{"id":"${deriveId(span.spanContext().spanId, ordinal)}"${stringMember('message', message)}${stringMember('type', type)}${
    isRemote ? ',"remote":true' : ''
  }${numberMember('truncated', truncated)}${stack === '' ? '' : `,"stack":${array(stack)}`}}`
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
