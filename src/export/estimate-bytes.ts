import type { Attributes, EndedSpan } from '../segment/index.ts'

/** A span without attributes and events. */
const SPAN_BYTES = 512

/** An attribute, without what it points to. */
const ATTRIBUTE_BYTES = 48

/** About what a span takes in memory: its texts are counted, all else is taken to be small, as is what can't be read. */
export function estimateBytes(span: EndedSpan): number {
  try {
    return bytesOf(span)
  } catch {
    return SPAN_BYTES
  }
}

function bytesOf({ attributes, events, links }: EndedSpan): number {
  let bytes = SPAN_BYTES + attributesBytes(attributes)
  for (const event of events) bytes += SPAN_BYTES + attributesBytes(event.attributes)
  for (const link of links) bytes += SPAN_BYTES + attributesBytes(link.attributes)
  return bytes
}

function attributesBytes(attributes: Attributes | undefined): number {
  let bytes = 0
  for (const key in attributes) bytes += ATTRIBUTE_BYTES + valueBytes(attributes[key])
  return bytes
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (!Array.isArray(value)) return 0
  return value.reduce((bytes: number, each) => bytes + ATTRIBUTE_BYTES + valueBytes(each), 0)
}
