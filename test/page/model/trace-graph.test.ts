import { expect, test } from 'vitest'
import { traceGraph } from '../../../src/page/model/trace-graph.ts'
import { segment, subsegment } from '../../document/documents.ts'

test('traceGraph() has a client, the services, and what they call', () => {
  const shop = segment('shop', { subsegments: [subsegment('pay.example.com', { namespace: 'remote' })] })
  expect(traceGraph([shop]).map(({ Name, Type }) => [Name, Type])).toEqual(
    expect.arrayContaining([
      ['shop', 'client'],
      ['shop', undefined],
      ['pay.example.com', 'remote'],
    ]),
  )
  expect(traceGraph([])).toEqual([])
})
