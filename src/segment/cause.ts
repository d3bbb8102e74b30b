import { deriveId } from '../ids/index.ts'
import { CLIENT, type EndedSpan, PRODUCER, STATUS_ERROR } from './ended-span.ts'
import { JsonWriter } from './json-writer.ts'
import { parseV8Frame, v8Frames } from './v8-stack.ts'

/** Exceptions of one span that are written; a loop that records each of its failures would fill the document. */
const MAX_EXCEPTIONS = 10

/** Frames of one exception that are written; the rest is counted in `truncated`. */
const MAX_FRAMES = 50

/**
 * Writes the `cause` block: the span's recorded exceptions, else the message of its ERROR status, else nothing.
 *
 *     exception.type=TypeError exception.message="x is not a function"
 *     → "cause":{"exceptions":[{"id":"78f67dfdb6a26c4c","message":"x is not a function","type":"TypeError"}]}
 *
 * Ids follow from the span's id, so that whoever converts the span again writes the same.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
 */
export function writeCause(json: JsonWriter, span: EndedSpan): void {
  if (!hasCause(span)) return
  const recorded = span.events.filter(event => event.name === 'exception').slice(0, MAX_EXCEPTIONS)
  const exceptions = recorded.map(({ attributes = {} }, index) =>
    exceptionText(
      span,
      index + 1,
      text(attributes['exception.message']),
      text(attributes['exception.type']),
      text(attributes['exception.stacktrace']),
    ),
  )
  if (exceptions.length === 0) exceptions.push(exceptionText(span, 1, span.status.message))
  json.open('cause')
  json.json('exceptions', `[${exceptions.join(',')}]`)
  json.close()
}

/** Writes, as a `cause`, that it is the one which stands on the span itself. */
export function writeCauseReference(json: JsonWriter, span: EndedSpan): void {
  if (hasCause(span)) json.string('cause', deriveId(span.spanContext().spanId, 1))
}

function hasCause({ events, status }: EndedSpan): boolean {
  return (
    events.some(event => event.name === 'exception') ||
    (status.code === STATUS_ERROR && Boolean(status.message))
  )
}

function exceptionText(
  span: EndedSpan,
  ordinal: number,
  message?: string,
  type?: string,
  stack = '',
): string {
  const frames = v8Frames(stack)
  const json = new JsonWriter()
  json.string('id', deriveId(span.spanContext().spanId, ordinal))
  json.string('message', message)
  json.string('type', type)
  json.flag('remote', span.kind === CLIENT || span.kind === PRODUCER)
  if (frames.length > MAX_FRAMES) json.number('truncated', frames.length - MAX_FRAMES)
  if (frames.length > 0) json.json('stack', `[${frames.slice(0, MAX_FRAMES).map(frameText).join(',')}]`)
  return `${json.text}}`
}

/** Frames whose JSON is remembered: what fails fails in the same places again and again. */
const MAX_REMEMBERED_FRAMES = 2000
const rememberedFrames = new Map<string, string>()

function frameText(frame: string): string {
  let json = rememberedFrames.get(frame)
  if (json === undefined) {
    json = JSON.stringify(parseV8Frame(frame.toWellFormed()))
    if (rememberedFrames.size >= MAX_REMEMBERED_FRAMES) rememberedFrames.clear()
    rememberedFrames.set(frame, json)
  }
  return json
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
