import type { Attributes, AttributeValue } from '@opentelemetry/api'
import type { Carrier, Fields } from './event-description.ts'

const NOTHING: Fields = {}

/** The value as an object, an empty one when it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : NOTHING
}

/** The value when it is a text with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The objects of a list; none when it is no list. */
export function itemsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? Array.from(value, fieldsOf) : []
}

/** The attributes that have a value. */
export function present(attributes: Record<string, AttributeValue | undefined>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined && value !== ''),
  )
}

/** Headers as a carrier: names in lower case, of several values the first. */
export function carrierOf(headers: unknown): Carrier {
  const carrier: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(fieldsOf(headers))) {
    const first = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') carrier[name.toLowerCase()] = first
  }
  return carrier
}

/** The last part of an ARN: a queue's, topic's, table's or stream's name. */
export function nameInArn(arn: unknown): string | undefined {
  return textOf(arn)
    ?.split(':')
    .slice(5)
    .join(':')
    .replace(/^[^/]*\//, '')
    .split('/')[0]
}
