import { expect, test } from 'vitest'
import { summaryLine } from '../../src/cli/summary-line.ts'
import type { TraceSummary } from '../../src/local/index.ts'

const Http = { HttpURL: 'http://shop.example.com/orders/7?x=1', HttpMethod: 'GET', HttpStatus: 503 }
const summary = {
  Id: '1-581cf771-a006649127e371903a2de979',
  StartTime: 1_500_000_000,
  Duration: 1,
  HasFault: true,
  Http,
} as TraceSummary
const lineOf = (more: Partial<TraceSummary>, columns: number) =>
  summaryLine({ ...summary, ...more }, columns, (_style, text) => text).slice(71)

test.each([
  [{}, Infinity, 'GET http://shop.example.com/orders/7?x=1'],
  [{}, 100, 'GET /orders/7?x=1'],
  [{}, 80, 'GET /ord…'],
  [{ Http: { HttpURL: 'no url at all' } }, 80, 'no url a…'],
  [{ Http: {}, IsPartial: true }, 100, ' (in progress)'.trim()],
])('%j in %d columns', (more, columns, title) => {
  expect(lineOf(more, columns).trim()).toBe(title)
})
