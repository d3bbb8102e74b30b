import { compare, type IndexQuery, type IndexTest, type ServiceSelector } from '../../filter/index.ts'
import { type AnnotationValue, secondsBetween } from '../../trace/index.ts'
import type { HeldTrace, IndexEntry } from './held-trace.ts'
import { annotationField } from './tell-terms.ts'
import type { TermIndex } from './term-index.ts'

/** What an index has of traces. */
export interface IndexedTraces {
  /** By slot; those that have gone have left a gap. */
  traces: readonly (HeldTrace | undefined)[]
  terms: TermIndex
}

/** A set of traces: a byte for each slot, 1 for those that are in it. */
export interface MarkedTraces {
  marks: Uint8Array
  /** There is none among them that the query does not find. */
  isExact: boolean
}

/** Numbers of a trace that stand beside it. */
const NUMBERS: Record<string, (trace: HeldTrace) => number | undefined> = {
  duration: ({ startSeconds, endSeconds }) => secondsBetween(startSeconds, endSeconds),
  responsetime: ({ indexed }) => indexed?.responseSeconds,
}

/**
 * Marks every trace that an index query finds, and perhaps more.
 *
 *     { test: http.url CONTAINS "/api" } → the slots of all values of http.url that contain it
 */
export function markByIndex(query: IndexQuery, indexed: IndexedTraces): MarkedTraces {
  if ('test' in query) return markByTest(query.test, indexed)
  if ('not' in query) {
    const { marks, isExact } = markByIndex(query.not, indexed)
    return isExact ? { marks: marks.map(mark => 1 - mark), isExact } : { marks: marks.fill(1), isExact }
  }
  const isAll = 'all' in query
  const parts = (isAll ? query.all : query.any).map(part => markByIndex(part, indexed))
  const marks = new Uint8Array(indexed.traces.length).fill(isAll ? 1 : 0)
  for (const part of parts) {
    for (let slot = 0; slot < marks.length; slot++) {
      if (isAll) marks[slot]! &= part.marks[slot]!
      else marks[slot]! |= part.marks[slot]!
    }
  }
  return { marks, isExact: parts.every(({ isExact }) => isExact) }
}

function markByTest(test: IndexTest, { traces, terms }: IndexedTraces): MarkedTraces {
  const marks = new Uint8Array(traces.length)
  const markTraces = (isMeant: (trace: HeldTrace) => boolean) => {
    for (const [slot, trace] of traces.entries()) if (trace && isMeant(trace)) marks[slot] = 1
  }
  let isExact = true
  if (test.kind === 'flag') {
    const flag = test.keyword as keyof IndexEntry
    markTraces(({ indexed }) => indexed?.[flag] === test.value)
  } else if (test.kind === 'rootcause') {
    isExact = false
    markTraces(({ indexed }) => indexed?.[test.of === 'fault' ? 'hasFaultCauses' : 'hasErrorCauses'] === true)
  } else if (test.kind === 'annotation') {
    const { key, operator, value } = test
    const field = annotationField(key)
    if (operator === undefined) terms.mark(field, each => each !== false, marks)
    else markTerms(terms, field, operator, value!, marks)
  } else if (test.kind === 'service') {
    isExact = markByService(test.service, terms, marks)
  } else {
    const { keyword } = test
    const numberOf = NUMBERS[keyword]
    if (test.kind === 'set') {
      if (numberOf) markTraces(trace => numberOf(trace) !== undefined)
      else terms.mark(keyword, () => true, marks)
    } else if (numberOf) {
      markTraces(trace => {
        const number = numberOf(trace)
        return number !== undefined && compare(number, test.operator, test.value)
      })
    } else markTerms(terms, keyword, test.operator, test.value, marks)
  }
  return { marks, isExact }
}

type Operator = Parameters<typeof compare>[1]

function markTerms(
  terms: TermIndex,
  field: string,
  operator: Operator,
  value: AnnotationValue,
  marks: Uint8Array,
): void {
  if (operator === '=') terms.markEqual(field, value, marks)
  else terms.mark(field, each => compare(each, operator, value), marks)
}

/** Which of a trace's services has which type is not indexed: exact is the name alone. */
function markByService(
  { name, type, accountId }: ServiceSelector,
  terms: TermIndex,
  marks: Uint8Array,
): boolean {
  const given = Object.entries({ service: name, type, 'account.id': accountId }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  marks.fill(1)
  for (const [field, value] of given) {
    const having = new Uint8Array(marks.length)
    terms.markEqual(field, value, having)
    for (let slot = 0; slot < marks.length; slot++) marks[slot]! &= having[slot]!
  }
  return given.length === 1 && name !== undefined
}
