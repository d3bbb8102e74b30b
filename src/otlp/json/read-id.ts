import { Misfit } from '../misfit.ts'
import { type JsonObject, readField } from './json-fields.ts'

/**
 * The id in the field in lower case, or `undefined` when there is none: it is missing, empty or all zeros.
 *
 *     ({ spanId: '53995C3F42cd8ad8' }, 'spanId', 16) → '53995c3f42cd8ad8'
 *
 * @param digits 32 for a trace id, 16 for a span id
 * @throws Misfit when it is no hex, base64 above all: OTLP/JSON differs from other protobuf JSON here
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function readOptionalId(owner: JsonObject, name: string, digits: 16 | 32): string | undefined {
  const value = readField(owner, name)
  if (value === undefined || value === '') return undefined
  if (typeof value === 'string' && value.length === digits && HEX.test(value)) {
    return value === NONE.slice(0, digits) ? undefined : value.toLowerCase()
  }
  const base64Chars = Math.ceil((digits / 2 / 3) * 4)
  const isBase64 =
    typeof value === 'string' && BASE64.test(value) && value.replace(/=+$/, '').length === base64Chars
  throw new Misfit(
    name,
    value,
    `write ${digits} hex digits${isBase64 ? ': OTLP/JSON has ids in hex, not in base64' : ''}`,
  )
}

/**
 * The id in the field in lower case.
 *
 * @throws Misfit when there is none, too
 */
export function readId(owner: JsonObject, name: string, digits: 16 | 32): string {
  const id = readOptionalId(owner, name, digits)
  if (id !== undefined) return id
  throw new Misfit(name, readField(owner, name), `write ${digits} hex digits that are not all zero`)
}

const HEX = /^[0-9a-f]+$/i
const NONE = '0'.repeat(32)
const BASE64 = /^[\w+/-]+={0,2}$/
