import { CLIENT, type EndedSpan, PRODUCER, STATUS_ERROR } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import {
  exceptionId,
  FIRST_TOLD,
  hasException,
  type RecordedException,
  recordedExceptions,
} from './recorded-exceptions.ts'
import { resourceText } from './resource.ts'
import { type ParsedStack, parseStack } from './stack/parse-stack.ts'
import type { PrintedException } from './stack/printed-exception.ts'

/** Exceptions of one span that only their effects' stacks tell of, and that are written. */
const MAX_TOLD = 10

/**
 * Writes the `cause` block: the span's recorded exceptions, each followed by those that led to it, as far as its stack
 * tells; else the message of its ERROR status; else nothing.
 *
 *     exception.type=TypeError exception.message="x is not a function"
 *     → "cause":{"exceptions":[{"id":"78f67dfdb6a26c4c","message":"x is not a function","type":"TypeError"}]}
 *
 * Ten recorded exceptions and ten that led to them at most, with 50 frames each: what is left out is counted in
 * `skipped` and `truncated`. The working directory is the resource's `process.working_directory`.
 *
 * @param repeated the id of the exception, where a span below has recorded it before: then it is all that is written
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
 */
export function writeCause(json: JsonWriter, span: EndedSpan, repeated?: string): void {
  if (repeated !== undefined) json.string('cause', repeated)
  else if (hasException(span)) writeExceptions(json, span)
  else if (hasMessage(span)) writeMessage(json, span)
}

/** Writes, as a `cause`, that it is the one which stands on the span itself. */
export function writeCauseReference(json: JsonWriter, span: EndedSpan, repeated?: string): void {
  if (repeated !== undefined) json.string('cause', repeated)
  else if (hasException(span) || hasMessage(span)) {
    json.string('cause', exceptionId(span.spanContext().spanId, 0))
  }
}

function hasMessage({ status }: EndedSpan): boolean {
  return status.code === STATUS_ERROR && Boolean(status.message)
}

function writeMessage(json: JsonWriter, span: EndedSpan): void {
  json.open('cause')
  json.openList('exceptions')
  json.beginItem()
  json.string('id', exceptionId(span.spanContext().spanId, 0))
  json.string('message', span.status.message)
  json.flag('remote', isRemote(span))
  json.end()
  json.closeList()
  json.close()
}

function writeExceptions(json: JsonWriter, span: EndedSpan): void {
  const { resource } = span
  let roomForTold = MAX_TOLD
  json.open('cause')
  json.string('working_directory', resourceText(resource).workingDirectory)
  json.openList('exceptions')
  for (const recorded of recordedExceptions(span)) {
    const stack = parseStack(resource.attributes['telemetry.sdk.language'], recorded.stack, recorded.message)
    const ids = idsOf(stack.exceptions, recorded.id, span.spanContext().spanId, roomForTold)
    roomForTold -= ids.size - 1
    for (const index of ids.keys()) writeException(json, span, recorded, stack, index, ids)
  }
  json.closeList()
  json.close()
}

/**
 * The exceptions that are written, by their index, with their ids: where there is no room for all, those in the middle
 * go, since the last is where it began.
 */
function idsOf(
  exceptions: readonly PrintedException[],
  recordedId: string,
  spanId: string,
  roomForTold: number,
): Map<number, string> {
  const ids = new Map([[0, recordedId]])
  const count = exceptions.length
  const told = Math.min(count - 1, roomForTold)
  for (let place = 1; place <= told; place++) {
    const id = exceptionId(spanId, FIRST_TOLD + MAX_TOLD - roomForTold + place - 1)
    ids.set(place === told ? count - 1 : place, id)
  }
  return ids
}

function writeException(
  json: JsonWriter,
  span: EndedSpan,
  recorded: RecordedException,
  { exceptions, framesJson }: ParsedStack,
  index: number,
  ids: ReadonlyMap<number, string>,
): void {
  const exception = exceptions[index]!
  const { type, message } = index === 0 ? recorded : exception
  const isLast = index === 0 ? ids.size === 1 : index === exceptions.length - 1
  const leftOut = isLast ? exceptions.length - ids.size : 0
  const skipped = exception.skipped + leftOut + (index === 0 ? recorded.skipped : 0)
  json.beginItem()
  json.string('id', ids.get(index))
  json.string('message', message)
  json.string('type', type)
  json.flag('remote', isRemote(span))
  if (exception.truncated > 0) json.number('truncated', exception.truncated)
  if (skipped > 0) json.number('skipped', skipped)
  json.string('cause', causeOf(exceptions, exception, ids))
  if (exception.frames.length > 0) {
    json.openList('stack')
    for (const frames of exception.frames) json.item(framesJson(frames))
    json.closeList()
  }
  json.end()
}

/** The id of what led to the exception, or of the first behind it that is written. */
function causeOf(
  exceptions: readonly PrintedException[],
  { cause }: PrintedException,
  ids: ReadonlyMap<number, string>,
): string | undefined {
  let index = cause
  while (index !== undefined && !ids.has(index)) index = exceptions[index]!.cause
  return index === undefined ? undefined : ids.get(index)
}

/** Whether the callee threw it. */
function isRemote({ kind }: EndedSpan): boolean {
  return kind === CLIENT || kind === PRODUCER
}
