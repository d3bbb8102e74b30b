/**
 * The shape of the optional fields of a segment or subsegment, as data. X-Ray removes what is not in its schema, and so
 * does this: afterwards a field that is there has the type that {@link SegmentDocument} gives it.
 */

type Shape = (value: unknown) => boolean

/** True for a JSON object: no list, no null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const text: Shape = value => typeof value === 'string'
const number: Shape = value => typeof value === 'number' && Number.isFinite(value)
const flag: Shape = value => typeof value === 'boolean'
const scalar: Shape = value => text(value) || number(value) || flag(value)

function oneOf(...words: string[]): Shape {
  return value => words.includes(value as string)
}

/** Removes the fields that do not fit; fields that are not named here stay as they are, or must fit `others`. */
function object(fields: Record<string, Shape>, others?: Shape): Shape {
  // No prototype: a key may be called constructor.
  const shapes: Record<string, Shape | undefined> = Object.assign(Object.create(null), fields)
  return value => {
    if (!isObject(value)) return false
    for (const key in value) {
      const shape = shapes[key] ?? others
      if (shape && !shape(value[key])) delete value[key]
    }
    return true
  }
}

/** Removes the items that do not fit. */
function list(item: Shape): Shape {
  return value => {
    if (!Array.isArray(value)) return false
    let kept = 0
    for (const each of value) if (item(each)) value[kept++] = each
    value.length = kept
    return true
  }
}

const exception = object({
  id: text,
  message: text,
  type: text,
  remote: flag,
  truncated: number,
  skipped: number,
  cause: text,
  stack: list(object({ path: text, line: number, label: text })),
})

const causeObject = object({ working_directory: text, paths: list(text), exceptions: list(exception) })

const linkFields = object({ attributes: isObject })

/** Removes from a segment or subsegment, in place, each known optional field that is not of its type. */
export const conformToShape: Shape = object({
  in_progress: flag,
  http: object({
    request: object({
      method: text,
      url: text,
      user_agent: text,
      client_ip: text,
      x_forwarded_for: flag,
      traced: flag,
    }),
    response: object({ status: number, content_length: number }),
  }),
  aws: object({
    operation: text,
    region: text,
    request_id: text,
    table_name: text,
    queue_url: text,
    xray: object({ sdk: text, sdk_version: text, auto_instrumentation: flag, sampling_rule_name: text }),
  }),
  error: flag,
  throttle: flag,
  fault: flag,
  cause: value => text(value) || causeObject(value),
  annotations: object({}, scalar),
  // Within a namespace anything goes, and what stands where a namespace should is still worth showing.
  metadata: isObject,
  service: object({ version: text }),
  user: text,
  origin: text,
  resource_arn: text,
  links: list(value => isObject(value) && text(value.trace_id) && text(value.id) && linkFields(value)),
  inferred: flag,
  type: oneOf('subsegment'),
  namespace: oneOf('aws', 'remote'),
  precursor_ids: list(text),
  traced: flag,
  sql: object({
    url: text,
    connection_string: text,
    sanitized_query: text,
    database_type: text,
    database_version: text,
    driver_version: text,
    user: text,
    preparation: oneOf('call', 'statement'),
  }),
})
