import { describe, expect, test } from 'vitest'
import { compileFilter, parseFilter, planFilter } from '../../../src/filter/index.ts'
import { markByIndex } from '../../../src/local/store/mark-by-index.ts'
import { segment, subsegment } from '../../document/documents.ts'
import { databaseOf } from './arrivals.ts'

const ALWAYS = { startSeconds: 0, endSeconds: Infinity }

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
const { index } = databaseOf(traces)

describe('markByIndex()', () => {
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
    const all = [...index.find(ALWAYS)]
    const expected = all.filter(({ unpack }) => matches(unpack())).map(({ trace }) => trace.id)

    const { where, isExact } = planFilter(filter!)
    const query = where ?? { all: [] }
    const bySlot = all.map(({ trace }) => trace).sort((a, b) => a.indexed!.slot - b.indexed!.slot)
    const marked = markByIndex(query, { traces: bySlot, terms: index.terms })
    const found = all.filter(({ trace }) => marked.marks[trace.indexed!.slot]).map(({ trace }) => trace.id)
    if (isExact && marked.isExact) expect(found).toEqual(expected)
    else expect(found).toEqual(expect.arrayContaining(expected))
  })
})
