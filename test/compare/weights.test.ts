import { expect, test } from 'vitest'
import { Weights } from '../../src/compare/weights.ts'
import { independent, inProgress, segment, subsegment } from '../document/documents.ts'

test('adds up documents, and what is in them', () => {
  const weights = new Weights()
  weights.add(
    '12345',
    segment('shop', { subsegments: [subsegment('a', { subsegments: [subsegment('b')] })] }),
  )
  weights.add('é', inProgress(independent('c', 'shop')))
  weights.add('no', undefined)
  expect(Object.fromEntries(weights.facts(1).map(({ subject, value }) => [subject, value]))).toEqual({
    traces: '1',
    documents: '3',
    'documents in progress': '1',
    'documents that X-Ray would refuse': '1',
    segments: '1',
    subsegments: '3',
    bytes: '9',
    'bytes a trace': '9',
    'bytes of the largest document': '5',
  })
})
