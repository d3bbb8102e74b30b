import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { segment, TRACE_ID } from '../document/documents.ts'

let xray: LocalXRay
const errors: unknown[] = []
beforeAll(async () => {
  xray = await createLocalXRay({ port: 0, onError: error => errors.push(error) })
})
afterAll(() => xray.close())

async function post(path: string, body: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${xray.port}${path}`, { method: 'POST', body })
  await response.arrayBuffer()
  return response.status
}

const PATHS = [
  '/TraceSummaries',
  '/Traces',
  '/ServiceGraph',
  '/TimeSeriesServiceStatistics',
  '/SamplingTargets',
  '/CreateSamplingRule',
  '/UpdateSamplingRule',
  '/CreateGroup',
  '/UpdateGroup',
  '/TraceSegments',
  '/api/refine',
  '/api/documents',
]
const FIELDS = [
  'StartTime',
  'EndTime',
  'FilterExpression',
  'NextToken',
  'TraceIds',
  'GroupName',
  'SamplingRule',
  'SamplingRuleUpdate',
  'SamplingStatisticsDocuments',
  'TraceSegmentDocuments',
  'Period',
  'EntitySelectorExpression',
  'InsightsConfiguration',
]
const WORDS = [
  'fault',
  'AND',
  'OR',
  '!',
  '(',
  ')',
  'service(',
  '"shop"',
  '{',
  '}',
  'annotation.a',
  'http.url',
  'CONTAINS',
  '=',
  '>',
  '5',
  'edge(',
  ',',
  'rootcause.fault.service',
  'duration',
]

const filter = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map(words => words.join(' '))
const value = fc.oneof(
  fc.json().map(json => JSON.parse(json)),
  filter,
  fc.constantFrom(0, 2e9, '', null, TRACE_ID),
)
const request = fc
  .dictionary(fc.constantFrom(...FIELDS), value)
  .map(fields => JSON.stringify({ StartTime: 0, EndTime: 2e9, ...fields }))

test('whatever is asked, the answer is one of the API, and the next document is taken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), fc.oneof(request, fc.string()), async (path, body) => {
      expect([200, 400, 413, 415]).toContain(await post(path, body))
    }),
    { numRuns: 250 },
  )
  expect(errors).toEqual([])
  expect(
    await post(
      '/TraceSegments',
      JSON.stringify({ TraceSegmentDocuments: [JSON.stringify(segment('shop'))] }),
    ),
  ).toBe(200)
  expect((await xray.timeline(TRACE_ID))?.title).toBe('shop')
}, 60_000)

test('a trace that links to itself 20,000 times is drawn as quickly as others', async () => {
  const trace_id = '1-581cf771-000000000000000000000077'
  const ids = Array.from({ length: 50 }, (_, at) => at.toString(16).padStart(16, '0'))
  const links = Array.from({ length: 400 }, (_, at) => ({ trace_id, id: ids[at % 50] }))
  const texts = ids.map(id => JSON.stringify({ ...segment('knot'), id, trace_id, links }))
  expect(await post('/TraceSegments', JSON.stringify({ TraceSegmentDocuments: texts }))).toBe(200)
  expect(await post('/TraceGraph', JSON.stringify({ TraceIds: [trace_id] }))).toBe(200)
}, 5000)
