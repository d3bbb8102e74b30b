import { Misfit } from '../misfit.ts'
import { isJsonObject, type JsonObject, readField, readList, readText } from './json-fields.ts'

/** Levels of lists and maps in a value. What lies deeper, no document would show. */
const MAX_LEVELS = 32

/**
 * The attributes in the field, each as JavaScript would have it: whole numbers beyond 2^53 are BigInts, bytes are a
 * `Uint8Array`, an empty value is `null`.
 *
 *     [{ key: 'cart.items', value: { intValue: '3' } }, { key: 'tags', value: { arrayValue: { values: [{ stringValue: 'a' }] } } }]
 *     → { 'cart.items': 3, tags: ['a'] }
 */
export function readAttributes(owner: JsonObject, name = 'attributes'): Record<string, unknown> {
  return readEntries(owner, name, 0)
}

function readEntries(owner: JsonObject, name: string, level: number): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  readList(owner, name, entry => {
    const key = readText(entry, 'key')
    const value = readValueField(entry, level)
    // As plain assignment this key would set the prototype.
    if (key === '__proto__')
      Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true })
    else attributes[key] = value
  })
  return attributes
}

function readValueField(entry: JsonObject, level: number): unknown {
  const value = readField(entry, 'value')
  if (value === undefined) return null
  if (!isJsonObject(value)) throw new Misfit('value', value, 'write an object such as {"stringValue":"…"}')
  try {
    return readAnyValue(value, level)
  } catch (error) {
    throw error instanceof Misfit ? error.within('value') : error
  }
}

/** The one value that an `AnyValue` holds. Of a kind that nobody knows yet it holds nothing. */
function readAnyValue(any: JsonObject, level: number): unknown {
  for (const [name, read] of READERS) {
    const value = readField(any, name)
    if (value !== undefined) return read(value, level)
  }
  return null
}

const READERS: readonly (readonly [name: string, read: (value: unknown, level: number) => unknown])[] = [
  ['stringValue', readString],
  ['intValue', readInteger],
  ['boolValue', readBoolean],
  ['doubleValue', readDouble],
  ['arrayValue', (value, level) => readNested('arrayValue', value, level, readItems)],
  ['kvlistValue', (value, level) => readNested('kvlistValue', value, level, readMap)],
  ['bytesValue', readBytes],
]

function readString(value: unknown): string {
  if (typeof value === 'string') return value
  throw new Misfit('stringValue', value, 'write a text')
}

function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new Misfit('boolValue', value, 'write true or false')
}

function readInteger(value: unknown): number | bigint {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  if (typeof value === 'string' && /^-?\d{1,21}$/.test(value)) {
    const number = Number(value)
    // JavaScript's own exporter writes a large number as if it were a whole one.
    return Number.isSafeInteger(number) || Math.abs(number) > 2 ** 63 ? number : BigInt(value)
  }
  throw new Misfit('intValue', value, 'write a whole number, in digits')
}

function readDouble(value: unknown): number {
  if (typeof value === 'number') return value
  const isNumeric = typeof value === 'string' && /^(-?\d+(\.\d+)?(e[+-]?\d+)?|-?Infinity|NaN)$/i.test(value)
  if (isNumeric) return Number(value)
  throw new Misfit('doubleValue', value, 'write a number, "NaN", "Infinity" or "-Infinity"')
}

function readBytes(value: unknown): Uint8Array {
  if (typeof value === 'string' && /^[\w+/-]*={0,2}$/.test(value))
    return Uint8Array.from(Buffer.from(value, 'base64'))
  throw new Misfit('bytesValue', value, 'write base64')
}

function readNested<T>(
  name: string,
  value: unknown,
  level: number,
  read: (list: JsonObject, level: number) => T,
): T | string {
  if (level === MAX_LEVELS) return '[too deep]'
  if (!isJsonObject(value)) throw new Misfit(name, value, 'write an object such as {"values":[…]}')
  try {
    return read(value, level + 1)
  } catch (error) {
    throw error instanceof Misfit ? error.within(name) : error
  }
}

function readItems(list: JsonObject, level: number): unknown[] {
  return readList(list, 'values', any => readAnyValue(any, level))
}

function readMap(list: JsonObject, level: number): Record<string, unknown> {
  return readEntries(list, 'values', level)
}
