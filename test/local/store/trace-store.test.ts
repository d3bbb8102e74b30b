import { afterEach, expect, test } from 'vitest'
import type { Segment } from '../../../src/document/index.ts'
import type { ChangedTrace } from '../../../src/local/store/trace-database.ts'
import { TraceStore } from '../../../src/local/store/trace-store.ts'
import { segment, TRACE_ID } from '../../document/documents.ts'

const changed: ChangedTrace[] = []
const stores: TraceStore[] = []

function open(): TraceStore {
  const events = {
    onChanged: (traces: ChangedTrace[]) => changed.push(...traces),
    onError: (error: unknown) => expect.unreachable(String(error)),
  }
  const store = new TraceStore({ maxBytes: 1e9, maxTraces: 1e9 }, events)
  stores.push(store)
  return store
}
function add(store: TraceStore, document: Segment): boolean {
  return store.add(document, JSON.stringify(document), 7)
}
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

test('a question sees what was added before it', async () => {
  const store = open()
  for (let at = 0; at < 1200; at++) add(store, segment(`s${at}`))
  expect(store.counts()).toMatchObject({ waiting: 1200, stored: 0 })
  expect((await store.ask('readTimeline', TRACE_ID))?.rows).toHaveLength(1200)
  expect(store.counts()).toMatchObject({ waiting: 0, stored: 1200, held: 1200 })
  expect(changed.at(-1)).toMatchObject({ id: TRACE_ID, revision: 1200 })
})

test('documents are turned away when too many wait, and taken again when they are stored', async () => {
  const store = open()
  const large = segment('shop', { metadata: { default: { filler: 'x'.repeat(60_000) } } })
  let taken = 0
  while (add(store, large)) taken++
  expect(taken).toBeGreaterThan(1000)
  await store.settle()
  expect(add(store, large)).toBe(true)
})

test('who waits for an answer when the store is closed gets none', async () => {
  const store = open()
  const asked = store.ask('readTimeline', TRACE_ID)
  await Promise.all([expect(asked).rejects.toThrow('The store was closed'), store.close()])
})

test('after a failure of its thread the store starts anew, and says so', async () => {
  const errors: string[] = []
  const store = new TraceStore(
    { maxBytes: 1e9, maxTraces: 1e9 },
    { onError: error => errors.push((error as Error).message) },
  )
  stores.push(store)
  // Nobody hands over what is no document; here it stands for whatever a thread may fail on.
  store.add(segment('shop'), '{', 7)
  await expect(store.ask('readTimeline', TRACE_ID)).rejects.toThrow('The store failed and starts anew')
  expect(errors).toHaveLength(1)
  expect(store.counts()).toMatchObject({ waiting: 0, stored: 0 })
  add(store, segment('shop'))
  expect((await store.ask('readTimeline', TRACE_ID))?.rows).toHaveLength(1)
})

test('a store that is closed takes nothing, answers nothing, and starts no thread', async () => {
  const store = open()
  await store.close()
  expect(add(store, segment('shop'))).toBe(false)
  store.replay(segment('shop'), JSON.stringify(segment('shop')), 7)
  expect(store.counts().waiting).toBe(0)
  await expect(store.ask('readTimeline', TRACE_ID)).rejects.toThrow('The store was closed')
})
