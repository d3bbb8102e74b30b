import { describe, expect, test } from 'vitest'
import { traceSizes } from '../../../src/page/model/document-sizes.ts'
import { segment } from '../../document/documents.ts'

const fat = (bytes: number) => ({ metadata: { default: { text: 'x'.repeat(bytes) } } })

describe('traceSizes()', () => {
  test('measures each document in bytes, the largest first', () => {
    const { documents, totalBytes, cuts } = traceSizes([
      segment('a'),
      segment('b', { user: 'ü' }),
      segment('c', fat(70_000)),
    ])
    expect(documents.map(({ name, isOver }) => [name, isOver])).toEqual([
      ['c', true],
      ['b', false],
      ['a', false],
    ])
    expect(documents[1]!.bytes - documents[2]!.bytes).toBe(Buffer.byteLength(',"user":"ü"'))
    expect(totalBytes).toBeGreaterThan(70_000)
    expect(cuts).toEqual([])
  })

  test('says what X-Ray would not have held', () => {
    expect(traceSizes([segment('a', fat(120_000))]).cuts[0]).toContain('100,000 bytes')
    expect(traceSizes([segment('a', fat(600_000))]).cuts[0]).toContain('over the 500,000')
  })

  test('counts annotation keys and links', () => {
    const annotations = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, at]))
    const links = Array.from({ length: 21 }, () => ({ trace_id: '1-a', id: 'b' }))
    expect(traceSizes([segment('a', { annotations, links })]).cuts).toEqual([
      '51 annotation keys, of which X-Ray indexes 50',
      'a links to 21 traces, of which X-Ray keeps 20',
    ])
  })
})
