import type { ProtobufReader } from './protobuf-reader.ts'

/** Levels of lists and maps in a value. What lies deeper, no document would show. */
const MAX_LEVELS = 32

/** Attributes as JavaScript would have them: the same as those of OTLP/JSON. */
export type DecodedAttributes = Record<string, unknown>

const KEY_VALUE_FIELDS = ['', 'key', 'value']
const ANY_VALUE_FIELDS = [
  '',
  'stringValue',
  'boolValue',
  'intValue',
  'doubleValue',
  'arrayValue',
  'kvlistValue',
  'bytesValue',
]
const LIST_FIELDS = ['', 'values']

/** Reads one `KeyValue` into the attributes. */
export function decodeAttribute(reader: ProtobufReader, attributes: DecodedAttributes, level = 0): void {
  const end = reader.beginMessage()
  let key = ''
  let value: unknown = null
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) key = reader.text()
    else if (tag === 0x12) value = decodeAnyValue(reader, level)
    else reader.skip(tag, KEY_VALUE_FIELDS)
  }
  reader.endMessage(end)
  // As plain assignment this key would set the prototype.
  if (key === '__proto__')
    Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true })
  else attributes[key] = value
}

/** The last of the values that an `AnyValue` holds: there should be one. Of a kind that nobody knows yet it holds nothing. */
function decodeAnyValue(reader: ProtobufReader, level: number): unknown {
  const end = reader.beginMessage()
  let value: unknown = null
  while (reader.at < end) {
    const tag = reader.tag()
    switch (tag) {
      case 0x0a:
        value = reader.text()
        break
      case 0x10:
        value = reader.boolean()
        break
      case 0x18:
        value = reader.int64()
        break
      case 0x21:
        value = reader.double()
        break
      case 0x2a:
        value = decodeNested(reader, level, decodeItems)
        break
      case 0x32:
        value = decodeNested(reader, level, decodeMap)
        break
      case 0x3a:
        value = reader.bytes()
        break
      default:
        reader.skip(tag, ANY_VALUE_FIELDS)
    }
  }
  reader.endMessage(end)
  return value
}

function decodeNested<T>(
  reader: ProtobufReader,
  level: number,
  decode: (reader: ProtobufReader, end: number, level: number) => T,
): T | string {
  const end = reader.beginMessage()
  if (level === MAX_LEVELS) {
    reader.at = end
    return '[too deep]'
  }
  const value = decode(reader, end, level + 1)
  reader.endMessage(end)
  return value
}

function decodeItems(reader: ProtobufReader, end: number, level: number): unknown[] {
  const items: unknown[] = []
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) items.push(decodeAnyValue(reader, level))
    else reader.skip(tag, LIST_FIELDS)
  }
  return items
}

function decodeMap(reader: ProtobufReader, end: number, level: number): DecodedAttributes {
  const map: DecodedAttributes = {}
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) decodeAttribute(reader, map, level)
    else reader.skip(tag, LIST_FIELDS)
  }
  return map
}
