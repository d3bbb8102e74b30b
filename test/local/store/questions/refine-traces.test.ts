import { expect, test } from 'vitest'
import { parseFilter } from '../../../../src/filter/index.ts'
import { refineTraces } from '../../../../src/local/store/questions/refine-traces.ts'
import { idOf, segment } from '../../../document/documents.ts'
import { databaseOf, traceIdOf } from './questions.ts'

const database = databaseOf(
  ...Array.from({ length: 6 }, (_, at) =>
    segment('shop', { trace_id: traceIdOf(at), annotations: { even: at % 2 === 0 }, user: `u${at % 3}` }),
  ),
)
const RANGE = { startSeconds: 0, endSeconds: 2e9 }

test('refineTraces() counts the messages of what was thrown where faults and errors began, once for each trace', () => {
  const failed = (at: number, ...messages: string[]) =>
    segment('shop', {
      trace_id: traceIdOf(at),
      fault: true,
      cause: { exceptions: messages.map(message => ({ id: idOf('e'), message })) },
    })
  const wrong = segment('shop', {
    trace_id: traceIdOf(3),
    error: true,
    cause: { exceptions: [{ id: idOf('e'), message: 'bad' }] },
  })
  const { facets } = refineTraces(databaseOf(failed(1, 'no', 'no'), failed(2, 'no', 'late'), wrong), RANGE)
  expect(facets.filter(({ field }) => field.startsWith('rootcause'))).toEqual([
    {
      field: 'rootcause.fault.exception',
      values: [
        { value: 'no', count: 2 },
        { value: 'late', count: 1 },
      ],
      distinct: 2,
    },
    { field: 'rootcause.error.exception', values: [{ value: 'bad', count: 1 }], distinct: 1 },
  ])
})

test.each([
  ['annotation.even = true', 3],
  ['service("shop") { !annotation.even }', 3],
  [undefined, 6],
])('refineTraces() counts the values that the traces have which %s finds', (text, traces) => {
  const filter = text === undefined ? undefined : parseFilter(text).filter
  const refinement = refineTraces(database, { ...RANGE, ...(filter && { filter }) })
  expect(refinement.traces).toBe(traces)
  const byField = new Map(refinement.facets.map(facet => [facet.field, facet]))
  expect(byField.get('service')).toEqual({
    field: 'service',
    values: [{ value: 'shop', count: traces }],
    distinct: 1,
  })
  expect(byField.get('user')?.distinct).toBe(3)
  const even = byField.get('annotation[even]')!.values
  expect(even.reduce((sum, { count }) => sum + count, 0)).toBe(traces)
})
