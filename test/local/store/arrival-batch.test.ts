import { expect, test } from 'vitest'
import { ArrivalBatch } from '../../../src/local/store/arrival-batch.ts'
import { idOf, independent, inProgress, segment, TRACE_ID } from '../../document/documents.ts'

test('an ArrivalBatch gives what was put into it, also when its memory was handed over', () => {
  const batch = new ArrivalBatch()
  const shop = segment('shop', { trace_id: TRACE_ID.toUpperCase(), user: 'Zoë' })
  batch.add(shop, JSON.stringify(shop), 7)
  const step = inProgress(independent('shop', 'pay'))
  batch.add(step, JSON.stringify(step), 8.5, true)
  expect(batch.count).toBe(2)

  const { memory, end, count } = batch
  const handed = new ArrivalBatch(structuredClone(memory, { transfer: [memory] }), { end, count })
  const arrivals = [...handed].map(({ text, ...rest }) => ({
    ...rest,
    document: JSON.parse(Buffer.from(text).toString()),
  }))
  expect(arrivals).toEqual([
    {
      xrayTraceId: TRACE_ID,
      key: ` ${idOf('shop')}`,
      isInProgress: false,
      atMillis: 7,
      isReplayed: false,
      document: shop,
    },
    {
      xrayTraceId: TRACE_ID,
      key: `s${idOf('shop')}`,
      isInProgress: true,
      atMillis: 8.5,
      isReplayed: true,
      document: step,
    },
  ])
})

test('an ArrivalBatch is full before the largest document has no room', () => {
  const batch = new ArrivalBatch()
  const text = 'x'.repeat(65_536)
  while (!batch.isFull) batch.add(segment('shop'), text, 0)
  expect(batch.count).toBe(7)
  expect([...batch].every(arrival => arrival.text.length === text.length)).toBe(true)
})
