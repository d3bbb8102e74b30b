import type { AnnotationTest, IndexQuery, IndexTest, NumberTest, TextTest } from '../../filter/index.ts'
import type { Selection } from './selection.ts'
import type { SqlValue } from './sql-database.ts'
import { annotationField, NO, toTermValue } from './terms-of.ts'

/** Which traces an index query may find. */
interface IndexSelection extends Selection {
  /** There is none among them that the query does not find. */
  isExact: boolean
}

type Operator = NonNullable<AnnotationTest['operator']>

const ALL: IndexSelection = { where: 'true', values: [], isExact: false }

/** Columns of `trace` that answer for keywords; a comparison with NULL is never true. */
const NUMBERS: Record<string, string> = {
  duration: 'round(end_seconds - start_seconds, 6)',
  responsetime: 'response_seconds',
}

/**
 * An index query as SQL on the table `trace`: it gives every trace that the query finds, and may give more.
 *
 *     { test: http.url CONTAINS "/api" } → ordinal IN (SELECT … WHERE field = 'http.url' AND instr(value, '/api') > 0)
 */
export function selectByIndex(query: IndexQuery): IndexSelection {
  if ('all' in query) return combine(query.all.map(selectByIndex), ' AND ', 'true')
  if ('any' in query) return combine(query.any.map(selectByIndex), ' OR ', 'false')
  if ('test' in query) return selectByTest(query.test)
  const { where, values, isExact } = selectByIndex(query.not)
  return isExact ? { where: `NOT ${where}`, values, isExact } : ALL
}

function combine(selections: IndexSelection[], word: string, none: string): IndexSelection {
  if (selections.length === 0) return { where: none, values: [], isExact: true }
  return {
    where: `(${selections.map(({ where }) => where).join(word)})`,
    values: selections.flatMap(({ values }) => values),
    isExact: selections.every(({ isExact }) => isExact),
  }
}

function selectByTest(test: IndexTest): IndexSelection {
  switch (test.kind) {
    case 'flag':
      return { where: `is_${test.keyword} = ${test.value ? 1 : 0}`, values: [], isExact: true }
    case 'set':
      return selectBySet(test.keyword)
    case 'number':
    case 'text':
      return selectByComparison(test)
    case 'annotation':
      return selectByTerm(annotationField(test.key), conditionOf(test))
    case 'service': {
      const { name, type, accountId } = test.service
      const given = [
        ['service', name],
        ['type', type],
        ['account.id', accountId],
      ].flatMap(([field, value]) => (value === undefined ? [] : selectByTerm(field!, equal(value))))
      // Which of a trace's services has which type is not indexed.
      return { ...combine(given, ' AND ', 'true'), isExact: given.length === 1 && name !== undefined }
    }
  }
}

function selectBySet(keyword: string): IndexSelection {
  const column = NUMBERS[keyword]
  if (column) return { where: `(${column}) IS NOT NULL`, values: [], isExact: true }
  return selectByTerm(keyword, { where: 'true', values: [] })
}

function selectByComparison({ keyword, operator, value }: NumberTest | TextTest): IndexSelection {
  const column = NUMBERS[keyword]
  if (!column) return selectByTerm(keyword, compareTerm(operator, value))
  return {
    where: `((${column}) IS NOT NULL AND (${column}) ${operator} ?)`,
    values: [value],
    isExact: true,
  }
}

function selectByTerm(field: string, { where, values }: Selection): IndexSelection {
  return {
    where: `ordinal IN (SELECT ordinal FROM posting JOIN term ON term.id = term WHERE field = ? AND ${where})`,
    values: [field, ...values],
    isExact: true,
  }
}

function conditionOf({ operator, value }: AnnotationTest): Selection {
  if (operator === undefined || value === undefined) return { where: 'value <> ?', values: [NO] }
  return compareTerm(operator, toTermValue(value))
}

function equal(value: string): Selection {
  return { where: 'value = ?', values: [value] }
}

/** Values of different types are different, and neither is the greater one. */
function compareTerm(operator: Operator, value: SqlValue): Selection {
  switch (operator) {
    case '=':
      return { where: 'value = ?', values: [value] }
    case '!=':
      return { where: 'value <> ?', values: [value] }
    case 'CONTAINS':
      return { where: "typeof(value) = 'text' AND instr(value, ?) > 0", values: [String(value)] }
    case 'BEGINSWITH':
      return {
        where: "typeof(value) = 'text' AND substr(value, 1, length(?)) = ?",
        values: [String(value), String(value)],
      }
    case 'ENDSWITH':
      return {
        where:
          "typeof(value) = 'text' AND length(value) >= length(?) AND substr(value, length(value) - length(?) + 1) = ?",
        values: [String(value), String(value), String(value)],
      }
    default:
      if (typeof value !== 'number') return { where: 'false', values: [] }
      return { where: `typeof(value) IN ('integer', 'real') AND value ${operator} ?`, values: [value] }
  }
}
