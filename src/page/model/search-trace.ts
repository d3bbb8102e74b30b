import type { Entity } from '../../local/index.ts'
import type { TraceTree } from './trace-tree.ts'

/**
 * The indexes of the rows in whose name, keys or values the text is found, whatever the letter case; none for no text.
 *
 *     searchTrace(tree, 'teapot') → rows with annotations.product = 'Teapot', url = '…/products/teapot', …
 */
export function searchTrace(tree: TraceTree, text: string): number[] {
  const needle = text.trim().toLowerCase()
  if (needle === '') return []
  const found: number[] = []
  for (const { index, entity } of tree.rows) if (entityContains(entity, needle)) found.push(index)
  return found
}

/** The match after this row, or before it; from the end it goes on at the beginning. `undefined` without any. */
export function stepMatch(matches: readonly number[], from: number, step: 1 | -1): number | undefined {
  const next = step === 1 ? matches.find(index => index > from) : matches.findLast(index => index < from)
  return next ?? (step === 1 ? matches[0] : matches.at(-1))
}

/** What is nested in it has rows of its own. */
function entityContains(entity: Entity, needle: string): boolean {
  for (const [key, value] of Object.entries(entity)) {
    if (key !== 'subsegments' && contains(value, needle)) return true
  }
  return false
}

function contains(value: unknown, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle)
  if (typeof value !== 'object' || value === null) return String(value).includes(needle)
  for (const [key, inner] of Object.entries(value)) {
    if (key.toLowerCase().includes(needle) || contains(inner, needle)) return true
  }
  return false
}
