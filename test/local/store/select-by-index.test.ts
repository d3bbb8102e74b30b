import { describe, expect, test } from 'vitest'
import { compileFilter, parseFilter, planFilter } from '../../../src/filter/index.ts'
import { selectByIndex } from '../../../src/local/store/select-by-index.ts'
import { TraceDatabase } from '../../../src/local/store/trace-database.ts'
import { segment, subsegment } from '../../document/documents.ts'

const database = new TraceDatabase({ maxBytes: Infinity, maxTraces: Infinity })
const traces = [
  { user: 'ann', annotations: { plan: 'gold', size: 5, big: true } },
  { user: 'bob', annotations: { plan: 'golden', size: 7, big: false }, fault: true, end_time: 1_500_000_009 },
  { annotations: { plan: 'tin', size: '5' }, error: true },
  { annotations: { plan: 1 }, subsegments: [subsegment('pay', { namespace: 'remote' })] },
].map((fields, at) => {
  const request = { method: at % 2 ? 'POST' : 'GET', url: `http://shop/${at}` }
  const http = { request, response: { status: 200 + at } }
  return segment('shop', { http, ...fields, trace_id: `1-581cf771-${String(at).padStart(24, '0')}` })
})
database.add(traces.map(trace => ({ text: JSON.stringify(trace), atMillis: 0 })))

describe('selectByIndex()', () => {
  test.each([
    'fault',
    'ok',
    'fault = false',
    '!ok',
    'partial',
    'duration > 5',
    'responsetime <= 5',
    '!responsetime > 5',
    'http.status = 202',
    'http.status != 202',
    'http.status >= 201',
    'http.method = "POST"',
    'http.url CONTAINS "/2"',
    'http.url BEGINSWITH "http://shop"',
    'http.url ENDSWITH "/3"',
    'http.url ENDSWITH ""',
    'user',
    '!user',
    'user = "ann" OR user = "bob"',
    'annotation.plan = "gold"',
    'annotation.plan != "gold"',
    'annotation.plan BEGINSWITH "gold"',
    'annotation.plan CONTAINS "1"',
    'annotation.size = 5',
    'annotation.size > 5',
    '!annotation.size > 5',
    'annotation.big',
    'annotation.big = false',
    'annotation.nobody',
    'service("pay")',
    '!service("pay")',
    'service(id(name: "pay", type: "remote"))',
    'service(id(type: "remote")) AND fault',
    'service("pay") { fault }',
    'edge("shop", "pay")',
    '!edge("shop", "pay")',
  ])('finds what the filter finds: %s', text => {
    const { filter } = parseFilter(text)
    const matches = compileFilter(filter!)
    const all = [...database.select({ where: 'true', values: [] })]
    const expected = all.filter(trace => matches(trace)).map(({ id }) => id)

    const { where, isExact } = planFilter(filter!)
    const selection = where ? selectByIndex(where) : { where: 'true', values: [], isExact: false }
    const found = [...database.select(selection)].map(({ id }) => id)
    if (isExact && selection.isExact) expect(found).toEqual(expected)
    else expect(found).toEqual(expect.arrayContaining(expected))
  })
})
