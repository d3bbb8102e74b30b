import type { Filter } from './filter.ts'
import { readTerm } from './read-term.ts'
import type { TokenReader } from './token-reader.ts'
import { type Scope, termsIn } from './vocabulary.ts'

/** Levels of parentheses, braces and negations. AWS names no limit; this one is ours. */
const MAX_LEVELS = 32

/**
 * Reads `a AND b OR !(c)`: AND binds closer than OR, and terms side by side stand for AND.
 *
 * @throws FilterFault
 */
export function readExpression(reader: TokenReader, scope: Scope, level = 0): Filter {
  if (level > MAX_LEVELS) throw reader.fault(`it nests deeper than ${MAX_LEVELS} levels`)
  const terms = [readAnd(reader, scope, level)]
  while (reader.takeWord('OR', 'one of the two')) terms.push(readAnd(reader, scope, level))
  return terms.length === 1 ? terms[0]! : { kind: 'or', terms }
}

function readAnd(reader: TokenReader, scope: Scope, level: number): Filter {
  const terms = [readNegation(reader, scope, level)]
  while (reader.takeWord('AND', 'both') || beginsTerm(reader, scope)) {
    terms.push(readNegation(reader, scope, level))
  }
  return terms.length === 1 ? terms[0]! : { kind: 'and', terms }
}

/** True for what can only be a further term: `ok !partial duration <3` has three. */
function beginsTerm(reader: TokenReader, scope: Scope): boolean {
  const { kind, text } = reader.token
  const isTerm =
    kind === 'word' ? text.toUpperCase() !== 'OR' : kind === 'sign' && (text === '!' || text === '(')
  if (!isTerm) for (const candidate of termsIn(scope)) reader.offer({ ...candidate, isAside: true })
  return isTerm
}

function readNegation(reader: TokenReader, scope: Scope, level: number): Filter {
  if (level > MAX_LEVELS) throw reader.fault(`it nests deeper than ${MAX_LEVELS} levels`)
  if (reader.takeSign('!', 'not') || reader.takeWord('NOT', 'not')) {
    return { kind: 'not', term: readNegation(reader, scope, level + 1) }
  }
  if (reader.takeSign('(', 'begins a group')) {
    const inner = readExpression(reader, scope, level + 1)
    reader.demandSign(')', 'ends the group')
    return inner
  }
  reader.offer(...termsIn(scope))
  return readTerm(reader, scope, inner => readExpression(reader, inner, level + 1))
}
