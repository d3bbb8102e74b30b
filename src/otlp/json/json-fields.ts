import { Misfit } from '../misfit.ts'

/** An object of a request, with fields that may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * The field of an object, or `undefined` when it is not there or `null`, which is the same in OTLP. By its name in
 * OTLP/JSON, else by its original name in the protocol: `traceId`, `trace_id`.
 */
export function readField(owner: JsonObject, name: string): unknown {
  return owner[name] ?? owner[originalName(name)] ?? undefined
}

const originalNames = new Map<string, string>()

function originalName(name: string): string {
  let original = originalNames.get(name)
  if (original === undefined) {
    original = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    originalNames.set(name, original)
  }
  return original
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text of the field; empty when it is not there. */
export function readText(owner: JsonObject, name: string): string {
  const value = readField(owner, name)
  if (value === undefined) return ''
  if (typeof value !== 'string') throw new Misfit(name, value, 'write a text')
  return value
}

/** The whole number of 32 bits that the field holds, as a number or as digits; 0 when it is not there. */
export function readCount(owner: JsonObject, name: string): number {
  const value = readField(owner, name)
  if (value === undefined) return 0
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= 0xffffffff) return count
  throw new Misfit(name, value, 'write a whole number from 0 to 4294967295')
}

/** What the object in the field is read as, or `undefined` when it is not there. */
export function readObject<T>(
  owner: JsonObject,
  name: string,
  read: (value: JsonObject) => T,
): T | undefined {
  const value = readField(owner, name)
  if (value === undefined) return undefined
  try {
    if (isJsonObject(value)) return read(value)
  } catch (error) {
    throw error instanceof Misfit ? error.within(name) : error
  }
  throw new Misfit(name, value, 'write an object')
}

/**
 * What the objects of the list in the field are read as; an empty list when it is not there.
 *
 * @param onMisfit takes what is wrong with one of the objects, which is then left out, and what it is; without it nothing is read
 */
export function readList<T>(
  owner: JsonObject,
  name: string,
  read: (value: JsonObject, index: number) => T,
  onMisfit?: (misfit: Misfit, value: unknown) => void,
): T[] {
  const values = readField(owner, name)
  if (values === undefined) return []
  if (!Array.isArray(values)) throw new Misfit(name, values, 'write a list')
  const list: T[] = []
  for (let index = 0; index < values.length; index++) {
    const value: unknown = values[index]
    try {
      if (!isJsonObject(value)) throw new Misfit(`[${index}]`, value, 'write an object')
      list.push(read(value, index))
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      const misfit = error.within(isJsonObject(value) ? `${name}[${index}]` : name)
      if (!onMisfit) throw misfit
      onMisfit(misfit, value)
    }
  }
  return list
}
