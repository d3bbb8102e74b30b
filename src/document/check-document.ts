import { conformToShape, isObject } from './document-shape.ts'
import { MAX_EPOCH_SECONDS, MAX_NAME_CHARS, MAX_SUBSEGMENT_LEVELS } from './limits.ts'
import type { DocumentErrorCode, ParsedDocument } from './parsed-document.ts'
import { quoteValue } from './quote-value.ts'
import type { ReceivedDocument } from './segment-document.ts'

type Fields = Record<string, unknown>

const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i
const ENTITY_ID = /^[0-9a-f]{16}$/i
const NAME = /^[\p{L}\p{Z}\p{N}_.:/%&#=+\-@]*$/u

/** What is wrong with a segment or subsegment: X-Ray's code, and a sentence that goes on after its name. */
type Fault = [code: DocumentErrorCode, reason: string]

/**
 * The document that a parsed JSON object is, or why it is none. Fields of a wrong type are removed from the object.
 *
 *     { name: 'shop', id: '70de5b6f19ff9a0a', … } → { document: … }
 */
export function checkDocument(fields: Fields): ParsedDocument {
  const isSubsegment = fields.type === 'subsegment'
  const fault =
    traceIdFault(fields.trace_id) ?? entityFault(fields) ?? parentIdFault(fields.parent_id, isSubsegment)
  if (fault) return refuse(fields, fault, nameOf(fields, isSubsegment))
  if (fields.parent_id === null) delete fields.parent_id

  const waiting: { fields: Fields; level: number }[] = [{ fields, level: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const parent = next.fields
    const { level } = next
    conformToShape(parent)
    const nestingFault = subsegmentsFault(parent.subsegments, level)
    if (nestingFault) return refuse(fields, nestingFault, nameOf(parent, level > 0 || isSubsegment))
    if (parent.subsegments === null) delete parent.subsegments
    for (const child of (parent.subsegments ?? []) as Fields[]) {
      const childFault = entityFault(child)
      if (childFault) {
        const within = lowerFirst(nameOf(parent, level > 0 || isSubsegment))
        return refuse(fields, childFault, `${nameOf(child, true)} in ${within}`)
      }
      waiting.push({ fields: child, level: level + 1 })
    }
  }
  // Everything the type asks for was checked above, one field at a time.
  return { document: fields as unknown as ReceivedDocument }
}

function subsegmentsFault(subsegments: unknown, level: number): Fault | undefined {
  if (subsegments === undefined || subsegments === null) return undefined
  if (!Array.isArray(subsegments)) {
    return ['InvalidSegment', `has ${quoteValue(subsegments)} as subsegments, which must be a list`]
  }
  if (level === MAX_SUBSEGMENT_LEVELS && subsegments.length > 0) {
    return ['InvalidSegment', `nests deeper than ${MAX_SUBSEGMENT_LEVELS} levels of subsegments`]
  }
  const at = subsegments.findIndex(child => !isObject(child))
  if (at === -1) return undefined
  return ['InvalidSegment', `has ${quoteValue(subsegments[at])} as a subsegment, which must be an object`]
}

function traceIdFault(traceId: unknown): Fault | undefined {
  if (traceId === undefined || traceId === null || traceId === '') {
    return ['MissingTraceId', 'has no trace_id; every document needs the one of its trace']
  }
  if (typeof traceId === 'string' && TRACE_ID.test(traceId)) return undefined
  return [
    'InvalidTraceId',
    `has the trace_id ${quoteValue(traceId)}; it must be 1-<8 hex digits>-<24 hex digits>`,
  ]
}

function parentIdFault(parentId: unknown, isSubsegment: boolean): Fault | undefined {
  if (parentId === undefined || parentId === null) {
    if (!isSubsegment) return undefined
    return [
      'MissingParentId',
      'has no parent_id; a subsegment that is sent by itself needs the id of its parent',
    ]
  }
  if (typeof parentId === 'string' && ENTITY_ID.test(parentId)) return undefined
  return ['InvalidSegment', `has the parent_id ${quoteValue(parentId)}; it must be 16 hex digits`]
}

/** What every segment and subsegment needs, nested or not. */
function entityFault(fields: Fields): Fault | undefined {
  const { id, name, start_time: start, end_time: end } = fields
  if (id === undefined || id === null || id === '')
    return ['MissingId', 'has no id; it must be 16 hex digits']
  if (typeof id !== 'string' || !ENTITY_ID.test(id)) {
    return ['InvalidSegment', `has the id ${quoteValue(id)}; it must be 16 hex digits`]
  }
  if (typeof name !== 'string' || name === '') {
    return ['MissingName', `has no name; it must be text of 1 to ${MAX_NAME_CHARS} characters`]
  }
  const nameChars = [...name].length
  if (nameChars > MAX_NAME_CHARS) {
    return ['InvalidName', `has a name of ${nameChars} characters; at most ${MAX_NAME_CHARS} are allowed`]
  }
  if (!NAME.test(name)) {
    const wrong = [...name].find(char => !NAME.test(char))
    return [
      'InvalidName',
      `has ${quoteValue(wrong)} in its name; letters, digits, spaces and _ . : / % & # = + - @ are allowed`,
    ]
  }
  if (start === undefined || start === null)
    return ['InvalidSegment', 'has no start_time; it must be epoch seconds']
  if (!isEpochSeconds(start))
    return ['InvalidSegment', `has the start_time ${quoteValue(start)}; it must be epoch seconds`]
  if (end === undefined || end === null) {
    delete fields.end_time
    if (fields.in_progress === true) return undefined
    return ['MissingEndTime', 'has neither end_time nor in_progress: true; one of them is needed']
  }
  if (!isEpochSeconds(end))
    return ['InvalidSegment', `has the end_time ${quoteValue(end)}; it must be epoch seconds`]
  return undefined
}

function isEpochSeconds(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value < MAX_EPOCH_SECONDS
}

/** How a message names a segment: `Segment 70de5b6f19ff9a0a "shop"`. */
function nameOf(fields: Fields, isSubsegment: boolean): string {
  const kind = isSubsegment ? 'Subsegment' : 'Segment'
  const id = typeof fields.id === 'string' && ENTITY_ID.test(fields.id) ? ` ${fields.id}` : ''
  const name = typeof fields.name === 'string' && fields.name !== '' ? ` ${quoteValue(fields.name)}` : ''
  return `${kind}${id}${name}`
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function refuse(document: Fields, [code, reason]: Fault, subject: string): ParsedDocument {
  const message = `${subject} ${reason}`
  const { id } = document
  return typeof id === 'string' && id !== ''
    ? { refusal: { code, message, id: id.slice(0, 64) } }
    : { refusal: { code, message } }
}
