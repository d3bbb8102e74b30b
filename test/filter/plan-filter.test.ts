import { expect, test } from 'vitest'
import { type Filter, type FilterPlan, parseFilter, planFilter } from '../../src/filter/index.ts'

/** The plan of a filter, each test as the keyword, key or service that it is of. */
function planOf(text: string) {
  const plan = planFilter(parseFilter(text).filter as Filter)
  return { ...plan, ...(plan.where && { where: sketch(plan.where) }) }
}

function sketch(query: NonNullable<FilterPlan['where']>): unknown {
  if ('all' in query) return { all: query.all.map(sketch) }
  if ('any' in query) return { any: query.any.map(sketch) }
  if ('not' in query) return { not: sketch(query.not) }
  const { test: asked } = query
  if (asked.kind === 'service') return asked.service
  if (asked.kind === 'rootcause') return asked.of
  return asked.kind === 'annotation' ? asked.key : asked.keyword
}

test.each<[string, unknown]>([
  ['fault', { where: 'fault', isExact: true, needsRootCauses: false }],
  [
    'annotation[plan] = "gold" duration > 1',
    { where: { all: ['plan', 'duration'] }, isExact: true, needsRootCauses: false },
  ],
  ['!(user OR ok)', { where: { not: { any: ['user', 'ok'] } }, isExact: true, needsRootCauses: false }],
  ['service("shop")', { where: { name: 'shop' }, isExact: true, needsRootCauses: false }],
  [
    'service("shop") { fault } AND http.status = 500',
    { where: { all: [{ name: 'shop' }, 'http.status'] }, isExact: false, needsRootCauses: false },
  ],
  ['!service("shop") { fault }', { isExact: false, needsRootCauses: false }],
  ['ok OR !service("shop") { fault }', { isExact: false, needsRootCauses: false }],
  [
    'edge("shop", "pay") { error }',
    { where: { all: [{ name: 'shop' }, { name: 'pay' }] }, isExact: false, needsRootCauses: false },
  ],
  ['rootcause.fault.entity { last }', { where: 'fault', isExact: false, needsRootCauses: true }],
  ['ok AND rootcause.responsetime.entity { last }', { where: 'ok', isExact: false, needsRootCauses: true }],
  ['!rootcause.json = #[{}]', { isExact: false, needsRootCauses: true }],
])('%s', (text, plan) => {
  expect(planOf(text)).toEqual(plan)
})
