import type { NumberOperator, TextOperator } from './filter.ts'
import type { TokenReader } from './token-reader.ts'

/** A comparison with a value, as it stands behind a keyword. */
export interface Comparison {
  operator: NumberOperator | TextOperator
  value: string | number | boolean
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const EQUALITY: [NumberOperator, string][] = [
  ['=', 'is'],
  ['!=', 'is another'],
]
const ORDER: [NumberOperator, string][] = [
  ['<', 'less than'],
  ['<=', 'at most'],
  ['>', 'more than'],
  ['>=', 'at least'],
]
const PARTS: [TextOperator, string][] = [
  ['CONTAINS', 'has this in it'],
  ['BEGINSWITH', 'begins with this'],
  ['ENDSWITH', 'ends with this'],
]

/**
 * Reads an operator and its value, where there is one: `>= 5`, `CONTAINS "/api"`.
 *
 * @param of whose values they are, for completion
 * @throws FilterFault
 */
export function readComparison(
  reader: TokenReader,
  type: 'number' | 'text' | 'any',
  of: string,
): Comparison | undefined {
  const operator = readOperator(reader, type)
  if (!operator) return undefined
  if (PARTS.some(([part]) => part === operator)) return { operator, value: readText(reader, of) }
  const isOrder = ORDER.some(([order]) => order === operator)
  if (type === 'number' || isOrder) return { operator, value: readNumber(reader, of) }
  return { operator, value: type === 'text' ? readText(reader, of) : readValue(reader, of) }
}

/** Reads `= true`, `!= true` and the like behind a flag; alone it stands for true. */
export function readFlag(reader: TokenReader): boolean {
  const is = reader.takeSign('=', 'is')
  const isNot = !is && reader.takeSign('!=', 'is not')
  if (!is && !isNot) return true
  if (reader.takeWord('true', 'yes')) return !isNot
  if (reader.takeWord('false', 'no')) return isNot
  throw reader.fault()
}

/** Reads a text, with quotes or, where it is one word, without. */
export function readText(reader: TokenReader, of: string): string {
  reader.offer({ text: 'a text in double quotes', kind: 'value', about: '', of })
  const { kind, text } = reader.token
  // Taken as a word, it would be sought with its quotes and never found.
  if (kind === 'word' && text.startsWith("'")) throw reader.fault('texts stand in double quotes')
  if (kind === 'text' || kind === 'word') return reader.take().text
  throw reader.fault()
}

function readNumber(reader: TokenReader, of: string): number {
  reader.offer({ text: 'a number', kind: 'value', about: '', of })
  if (reader.token.kind === 'word' && NUMBER.test(reader.token.text)) return Number(reader.take().text)
  throw reader.fault()
}

/** Reads what an annotation may be. */
function readValue(reader: TokenReader, of: string): string | number | boolean {
  reader.offer({ text: 'a text in double quotes', kind: 'value', about: '', of })
  reader.offer({ text: 'a number', kind: 'value', about: '' })
  if (reader.takeWord('true', 'yes')) return true
  if (reader.takeWord('false', 'no')) return false
  const { kind, text } = reader.token
  if (kind === 'word' && NUMBER.test(text)) return readNumber(reader, of)
  return readText(reader, of)
}

function readOperator(
  reader: TokenReader,
  type: 'number' | 'text' | 'any',
): Comparison['operator'] | undefined {
  const signs = type === 'text' ? EQUALITY : [...EQUALITY, ...ORDER]
  for (const [sign, about] of signs) if (reader.takeSign(sign, about)) return sign
  if (type === 'number') return undefined
  for (const [word, about] of PARTS) if (reader.takeWord(word, about)) return word
  return undefined
}
