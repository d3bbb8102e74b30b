import { expect, test, vi } from 'vitest'
import { Backlog, type BacklogOptions } from '../../src/daemon/backlog.ts'

function open(options: Partial<BacklogOptions> = {}) {
  const dropped: [number, string][] = []
  const onReady = vi.fn()
  const backlog = new Backlog({
    maxBytes: 100_000,
    onDropped: ({ count }, reason) => dropped.push([count, reason]),
    onReady,
    ...options,
  })
  return { backlog, dropped, onReady }
}

const document = (bytes: number) => ({ bytes: Buffer.alloc(bytes), spanCount: 0 })

test('a batch is 50 documents, or what was gathered in a while', async () => {
  const { backlog, onReady } = open({ gatherMillis: 20 })
  for (let count = 0; count < 51; count++) backlog.add(document(10))
  expect(backlog.take()?.count).toBe(50)
  expect(backlog.take()).toBeUndefined()
  expect(backlog.waitingDocuments).toBe(1)
  await vi.waitFor(() => expect(onReady).toHaveBeenCalledTimes(2))
  expect(backlog.take()?.documents).toEqual([document(10)])
})

test('memory is bounded by bytes: the oldest batch is dropped', () => {
  const { backlog, dropped } = open({ maxBytes: 100_000 })
  for (let count = 0; count < 60; count++) backlog.add(document(5000))
  expect(backlog.heldBytes).toBeLessThanOrEqual(100_000)
  expect(dropped.every(([, reason]) => reason === 'queue_full')).toBe(true)
  const lost = dropped.reduce((sum, [count]) => sum + count, 0)
  expect(lost + backlog.waitingDocuments).toBe(60)
})

test('a daemon that was away from its destination for days has all of it again', () => {
  const { backlog } = open()
  const batch = { count: 1, spanCount: 0, bytes: 10, documents: undefined, entry: undefined }
  backlog.restore(Array.from({ length: 200_000 }, () => batch))
  expect(backlog.waitingDocuments).toBe(200_000)
})

test('what is under way counts as memory until it is settled', () => {
  const { backlog } = open()
  for (let count = 0; count < 50; count++) backlog.add(document(10))
  const batch = backlog.take()!
  expect(backlog.heldBytes).toBe(500)
  backlog.settle(batch)
  expect(backlog.heldBytes).toBe(0)
})

test('what is left of a batch goes before what came later', () => {
  const { backlog } = open()
  for (let count = 0; count < 100; count++) backlog.add({ bytes: Buffer.from(`${count}`), spanCount: 1 })
  const first = backlog.take()!
  backlog.putBack(first, first.documents.slice(48))
  const left = backlog.take()!
  expect(left.documents.map(({ bytes }) => String(bytes))).toEqual(['48', '49'])
  expect(left.spanCount).toBe(2)
  expect(String(backlog.take()?.documents[0]?.bytes)).toBe('50')
})
