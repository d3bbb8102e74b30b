import type {
  AnnotationTest,
  Filter,
  FlagTest,
  NumberTest,
  ServiceSelector,
  SetTest,
  TextTest,
} from './filter.ts'

/**
 * A question that an index of traces can answer: of a flag, number or text of the trace itself, of an annotation anywhere
 * in it, of a service that it reached, of whether a fault or an error has a root cause. Keywords are those of the trace scope, in lower case.
 */
export type IndexTest =
  | FlagTest
  | NumberTest
  | TextTest
  | SetTest
  | AnnotationTest
  | { kind: 'service'; service: ServiceSelector }
  | { kind: 'rootcause'; of: 'fault' | 'error' }

/** Tests, put together. */
export type IndexQuery =
  | { all: IndexQuery[] }
  | { any: IndexQuery[] }
  | { not: IndexQuery }
  | { test: IndexTest }

/** How to find the traces of a filter. */
export interface FilterPlan {
  /** Every trace that the filter finds has this; absent where no index can help. */
  where?: IndexQuery
  /** What the index finds is what the filter finds: there is nothing more to look at. */
  isExact: boolean
  /** What is left to look at needs root causes, and these need documents. */
  needsRootCauses: boolean
}

/**
 * How to find the traces of a filter: what an index can answer of it, and whether that is all.
 *
 *     service("shop") { fault } AND http.status = 500
 *     → { where: { all: [{ test: service shop }, { test: http.status = 500 }] }, isExact: false, needsRootCauses: false }
 */
export function planFilter(filter: Filter): FilterPlan {
  const { where, isExact } = plan(filter)
  return { ...(where && { where }), isExact, needsRootCauses: namesRootCauses(filter) }
}

interface Part {
  where?: IndexQuery
  isExact: boolean
}

const UNKNOWN: Part = { isExact: false }

function plan(filter: Filter): Part {
  switch (filter.kind) {
    case 'and':
      return planAll(filter.terms.map(plan))
    case 'or':
      return planAny(filter.terms.map(plan))
    case 'not': {
      const { where, isExact } = plan(filter.term)
      // What cannot have the one thing may lack the whole: only the exact can be turned round.
      return where && isExact ? { where: { not: where }, isExact } : UNKNOWN
    }
    case 'flag':
    case 'number':
    case 'text':
    case 'set':
    case 'annotation':
      return { where: { test: filter }, isExact: true }
    case 'service':
      return { where: { test: { kind: 'service', service: filter.service } }, isExact: !filter.where }
    case 'edge':
      return planAll(
        [filter.from, filter.to].map(service => ({
          where: { test: { kind: 'service', service } },
          isExact: false,
        })),
      )
    case 'rootcause':
      // What took long has a root cause in nearly every trace.
      return filter.of === 'responsetime'
        ? UNKNOWN
        : { where: { test: { kind: 'rootcause', of: filter.of } }, isExact: false }
    default:
      return UNKNOWN
  }
}

function planAll(parts: Part[]): Part {
  const all = parts.flatMap(({ where }) => where ?? [])
  const isExact = parts.every(part => part.isExact)
  if (all.length === 0) return UNKNOWN
  return { where: all.length === 1 ? all[0]! : { all }, isExact }
}

function planAny(parts: Part[]): Part {
  const any = parts.flatMap(({ where }) => where ?? [])
  if (any.length < parts.length) return UNKNOWN
  return { where: { any }, isExact: parts.every(part => part.isExact) }
}

function namesRootCauses(filter: Filter): boolean {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.terms.some(namesRootCauses)
  if (filter.kind === 'not') return namesRootCauses(filter.term)
  return filter.kind === 'rootcause' || filter.kind === 'rootcause.json'
}
