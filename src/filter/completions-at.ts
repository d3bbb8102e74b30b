import type { Candidate } from './candidate.ts'
import { FilterFault } from './filter-fault.ts'
import { MAX_FILTER_CHARS } from './parse-filter.ts'
import { readExpression } from './read-expression.ts'
import { TokenReader } from './token-reader.ts'
import { type Token, tokenize } from './tokenize.ts'

/** Something that could be written. */
export interface Completion {
  /** What to put in place of the characters from `from` to `to`. */
  text: string
  kind: Candidate['kind']
  /** What it does, in a few words; empty for values. */
  about: string
}

/** What could be written at a place of a filter. */
export interface Completions {
  /** Where what has been begun begins, in UTF-16 units. */
  from: number
  /** Where it ends: at the place itself or behind it. */
  to: number
  items: Completion[]
}

/**
 * Known values, of a keyword (`http.url`), an annotation (`annotation[plan]`), of services (`service`), of annotations'
 * keys (`annotation`), the likeliest first.
 */
export type KnownValues = (of: string) => readonly (string | number | boolean)[]

const MAX_ITEMS = 100

/** What is offered first. */
const RANKS: Record<Candidate['kind'], number> = { value: 0, keyword: 1, word: 2, operator: 3, sign: 4 }
const ASIDE = 5

/**
 * What could be written at a place of a filter, by the grammar that reads it; nothing where what stands before is wrong.
 *
 *     completionsAt('fault AND dur', 13) → { from: 10, to: 13, items: [{ text: 'duration', kind: 'keyword', … }] }
 *     completionsAt('user = ', 7, of => (of === 'user' ? ['ann'] : [])) → { from: 7, to: 7, items: [{ text: '"ann"', kind: 'value', … }] }
 *
 * @param at the place, in UTF-16 units from 0
 */
export function completionsAt(text: string, at: number, values: KnownValues = () => []): Completions {
  if (text.length > MAX_FILTER_CHARS) return { from: at, to: at, items: [] }
  const before = tokenize(text.slice(0, at))
  const begun = takeBegun(before, at)
  const from = begun?.from ?? at
  const to = begun ? endOf(text, begun) : at
  const items = candidatesAfter(before, from)
    // A further term could stand behind every other: it is offered once it is begun.
    .filter(({ isAside }) => begun || !isAside)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .flatMap(candidate => toCompletions(candidate, values))
    .filter(item => continues(item, begun))
  return { from, to, items: [...new Map(items.map(item => [item.text, item])).values()].slice(0, MAX_ITEMS) }
}

/** Takes away the word, text or key that the place is at the end of. */
function takeBegun(tokens: Token[], at: number): Token | undefined {
  const last = tokens.at(-2)
  if (last?.to !== at || !['word', 'open', 'key'].includes(last.kind)) return undefined
  tokens.splice(-2, 1)
  return last
}

/** A word goes on behind the place. */
function endOf(text: string, { from, to }: Token): number {
  const whole = tokenize(text).find(token => token.from === from)
  return whole && whole.kind !== 'open' ? Math.max(to, whole.to) : to
}

/** What the grammar looks for after these tokens. */
function candidatesAfter(tokens: Token[], at: number): Candidate[] {
  const end: Token = { kind: 'end', text: '', from: at, to: at }
  const reader = new TokenReader([...tokens.slice(0, -1), end])
  try {
    readExpression(reader, 'trace')
  } catch (fault) {
    if (!(fault instanceof FilterFault)) throw fault
  }
  return reader.token === end ? [...reader.candidates] : []
}

function rankOf({ kind, isAside }: Candidate): number {
  return isAside ? ASIDE : RANKS[kind]
}

function toCompletions(candidate: Candidate, values: KnownValues): Completion[] {
  const { text, kind, about, of } = candidate
  if (kind !== 'value') return [{ text, kind, about }]
  // A key stands in brackets, and needs no quotes.
  const isKey = of === 'annotation'
  return (of === undefined ? [] : values(of).slice(0, 10 * MAX_ITEMS)).map(value => ({
    text: typeof value === 'string' && !isKey ? quote(value) : String(value),
    kind,
    about: '',
  }))
}

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** A text goes on with what has it anywhere in it, all else with what begins with it. */
function continues({ text, kind }: Completion, begun: Token | undefined): boolean {
  if (!begun) return true
  const written = begun.text.toLowerCase()
  if (kind === 'value') return text.toLowerCase().includes(written)
  return begun.kind === 'word' && text.toLowerCase().startsWith(written)
}
