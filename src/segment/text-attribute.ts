import type { Attributes } from './ended-span.ts'

/** The attribute's non-empty text, or `undefined` when it has none. */
export function textAttribute(attributes: Attributes, key: string): string | undefined {
  const value = attributes[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}
