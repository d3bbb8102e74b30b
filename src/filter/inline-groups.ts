import type { Filter } from './filter.ts'
import { parseFilter } from './parse-filter.ts'

/** A group, as far as filters go. */
export interface FilterGroup {
  GroupName: string
  GroupARN: string
  FilterExpression?: string
}

/** Groups within groups. */
const MAX_LEVELS = 8

/**
 * The filter with the filters of its groups in place of their names; `group.name != "x"` becomes the opposite of x's
 * filter. A group without a filter finds everything; one that is not there, or that is within itself, nothing.
 *
 *     group.name = "slow" AND user = "ann", group slow: responsetime > 5 → responsetime > 5 AND user = "ann"
 */
export function inlineGroups(filter: Filter, groups: readonly FilterGroup[]): Filter {
  return inline(filter, groups, 0)
}

const NOTHING: Filter = { kind: 'or', terms: [] }
const EVERYTHING: Filter = { kind: 'and', terms: [] }

function inline(filter: Filter, groups: readonly FilterGroup[], level: number): Filter {
  if (filter.kind === 'and' || filter.kind === 'or') {
    return { kind: filter.kind, terms: filter.terms.map(term => inline(term, groups, level)) }
  }
  if (filter.kind === 'not') return { kind: 'not', term: inline(filter.term, groups, level) }
  if (filter.kind !== 'group') return filter
  const group = groups.find(each => each[filter.by] === filter.value)
  if (!group || level === MAX_LEVELS) return NOTHING
  const parsed = parseFilter(group.FilterExpression ?? '')
  const inner = group.FilterExpression ? parsed.filter : EVERYTHING
  if (!inner) return NOTHING
  const inlined = inline(inner, groups, level + 1)
  return filter.operator === '=' ? inlined : { kind: 'not', term: inlined }
}
