import type { Filter } from './filter.ts'
import { parseFilter } from './parse-filter.ts'

/** A group, as far as filters go. */
export interface FilterGroup {
  GroupName: string
  GroupARN: string
  FilterExpression?: string
}

/** Groups within groups. AWS names no limit; this one is ours. */
const MAX_LEVELS = 8

/** Groups that are put in, all in all: those that name one another could go on for ever. */
const MAX_GROUPS = 100

const NOTHING: Filter = { kind: 'or', terms: [] }
const EVERYTHING: Filter = { kind: 'and', terms: [] }

/**
 * The filter with the filters of its groups in place of their names. A group without a filter finds everything; one that
 * is not there, cannot be read or is within itself finds nothing, and what is not of it everything.
 *
 *     group.name = "slow" AND user = "ann", group slow: responsetime > 5 → responsetime > 5 AND user = "ann"
 *     group.name != "slow" → !(responsetime > 5)
 */
export function inlineGroups(filter: Filter, groups: readonly FilterGroup[]): Filter {
  let inlined = 0
  const inline = (each: Filter, level: number): Filter => {
    if (each.kind === 'and' || each.kind === 'or') {
      return { kind: each.kind, terms: each.terms.map(term => inline(term, level)) }
    }
    if (each.kind === 'not') return { kind: 'not', term: inline(each.term, level) }
    if (each.kind !== 'group') return each
    const group = groups.find(({ [each.by]: value }) => value === each.value)
    const isFurther = group && level < MAX_LEVELS && ++inlined <= MAX_GROUPS
    const ofGroup = isFurther ? inline(filterOf(group), level + 1) : NOTHING
    return each.operator === '=' ? ofGroup : { kind: 'not', term: ofGroup }
  }
  return inline(filter, 0)
}

function filterOf({ FilterExpression }: FilterGroup): Filter {
  if (!FilterExpression) return EVERYTHING
  return parseFilter(FilterExpression).filter ?? NOTHING
}
