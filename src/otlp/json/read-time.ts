import { Misfit } from '../misfit.ts'
import { type JsonObject, readField } from './json-fields.ts'

/** The most that 64 bits without a sign hold. */
const MAX_NANOS = '18446744073709551615'

/**
 * The nanoseconds since the epoch that the field holds, as digits or as a number, in seconds and nanoseconds.
 *
 *     ({ timeUnixNano: '1763800000123456789' }, 'timeUnixNano') → [1763800000, 123456789]
 *
 * @throws Misfit when there are none, or 0, which is OTLP's word for none
 */
export function readTime(owner: JsonObject, name: string): [number, number] {
  const time = readOptionalTime(owner, name)
  if (time) return time
  throw new Misfit(name, readField(owner, name), RULE)
}

/** The same, or `undefined` when the time is missing or 0. */
export function readOptionalTime(owner: JsonObject, name: string): [number, number] | undefined {
  const value = readField(owner, name)
  if (value === undefined) return undefined
  const digits = typeof value === 'number' && Number.isInteger(value) ? `${BigInt(value)}` : value
  if (typeof digits !== 'string' || !/^\d{1,20}$/.test(digits) || digits.padStart(20, '0') > MAX_NANOS)
    throw new Misfit(name, value, RULE)
  const seconds = Number(digits.slice(0, -9))
  const nanos = Number(digits.slice(-9))
  return seconds === 0 && nanos === 0 ? undefined : [seconds, nanos]
}

const RULE = 'write nanoseconds since the epoch, in digits'
