import type { ParsedFilter } from './filter.ts'
import { FilterFault } from './filter-fault.ts'
import { readExpression } from './read-expression.ts'
import { TokenReader } from './token-reader.ts'
import { tokenize } from './tokenize.ts'

/** Characters in a filter. AWS names no limit for filters; this one is ours. */
export const MAX_FILTER_CHARS = 5000

/**
 * Reads a filter expression. Never throws: of any other text it says where it is wrong and what could stand there.
 *
 *     'service("shop") { fault } AND duration > 2' → { filter: { kind: 'and', terms: […] } }
 *     'duration > fast' → { error: { column: 12, length: 4, expected: ['a number'],
 *                                    message: 'Cannot read the filter at column 12: "fast" cannot stand here; expected a number' } }
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
 */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > MAX_FILTER_CHARS) {
    const chars = text.length.toLocaleString('en-US')
    const message = `Cannot read the filter: it has ${chars} characters; at most ${MAX_FILTER_CHARS.toLocaleString('en-US')} are read`
    return {
      error: { message, column: MAX_FILTER_CHARS + 1, length: text.length - MAX_FILTER_CHARS, expected: [] },
    }
  }
  const reader = new TokenReader(tokenize(text))
  try {
    const filter = readExpression(reader, 'trace')
    if (reader.token.kind !== 'end') throw reader.fault()
    return { filter }
  } catch (fault) {
    if (fault instanceof FilterFault) return { error: fault.toError() }
    throw fault
  }
}
