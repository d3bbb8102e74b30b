import { expect, test } from 'vitest'
import { graphText } from '../../src/cli/graph-text.ts'
import { GraphSum, graphOfTrace, servicesOfGraph } from '../../src/graph/index.ts'
import { mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { idOf, segment, subsegment } from '../document/documents.ts'

function servicesOf(...segments: ReturnType<typeof segment>[]) {
  const sum = new GraphSum()
  sum.add(graphOfTrace(recordTrace(mergeTrace(segments)!)))
  return servicesOfGraph(sum.toPart())
}

test('graphText() draws who calls whom, and how that went', () => {
  const db = subsegment('db', { namespace: 'remote', fault: true })
  const services = servicesOf(
    segment('shop', { subsegments: [subsegment('pay', { namespace: 'remote' }), db] }),
    segment('pay', { parent_id: idOf('pay'), id: idOf('pay2'), error: true }),
  )
  expect(graphText(services, { columns: 100, isColored: false })).toEqual([
    'client',
    `${'└─ shop'.padEnd(50)}       1 call   avg   1.00 s`,
    `${'   ├─ db remote'.padEnd(50)}       1 call   avg   1.00 s  100.0 % faults`,
    `${'   └─ pay'.padEnd(50)}       1 call   avg   1.00 s`,
  ])
})

test('graphText() lines up what it says of names that take two columns a character, and of several calls', () => {
  const pay = subsegment('pay', {
    namespace: 'remote',
    start_time: 1_500_000_000,
    end_time: 1_500_000_000.02,
  })
  const again = { ...pay, id: idOf('again') }
  const services = servicesOf(
    segment('日本語サービス', { subsegments: [pay, again, subsegment('x', { namespace: 'remote' })] }),
  )
  expect(graphText(services, { columns: 100, isColored: false })).toEqual([
    'client',
    `└─ 日本語サービス${' '.repeat(33)}       1 call   avg   1.00 s`,
    `${'   ├─ pay remote'.padEnd(50)}       2 calls  avg  20.0 ms`,
    `${'   └─ x remote'.padEnd(50)}       1 call   avg   1.00 s`,
  ])
})

test('graphText() draws services once that call each other in a circle', () => {
  const a = segment('a', {
    parent_id: idOf('call-a'),
    subsegments: [subsegment('call-b', { namespace: 'remote' })],
  })
  const b = segment('b', {
    parent_id: idOf('call-b'),
    subsegments: [subsegment('call-a', { namespace: 'remote' })],
  })
  const lines = graphText(servicesOf(a, b), { columns: 80, isColored: false })
  expect(lines.filter(line => line.includes('↑'))).toHaveLength(1)
})

test('graphText() stays within 80 columns', () => {
  const calls = [
    subsegment('a service with a long name', { namespace: 'remote', fault: true }),
    subsegment('db', { namespace: 'remote', error: true }),
  ]
  const lines = graphText(servicesOf(segment('shop', { subsegments: calls })), {
    columns: 80,
    isColored: false,
  })
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
  expect(lines.join()).toContain('100.0 % errors')
})
