import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Backlog } from '../../src/daemon/backlog.ts'
import type { QueuedDocument } from '../../src/daemon/batch.ts'
import { Spool } from '../../src/daemon/spool.ts'

vi.mock('node:fs', { spy: true })

let folder: string
const errors: Error[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanray-spool-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  expect(errors.splice(0)).toEqual([])
})

function openSpool(maxBytes = 1_000_000_000) {
  return new Spool({ folder, maxBytes, onError: error => errors.push(error) })
}

/** A backlog whose batches wait on disk, as there is hardly any memory. */
function openBacklog(spool: Spool, maxBytes = 1000) {
  const dropped: [number, string][] = []
  const backlog = new Backlog({
    maxBytes,
    spool,
    onDropped: ({ count }, reason) => dropped.push([count, reason]),
    onReady: () => {},
  })
  backlog.restore(spool.restored)
  return { backlog, dropped }
}

function takeAll(backlog: Backlog): string[] {
  const texts: string[] = []
  for (let batch = backlog.take(); batch; batch = backlog.take())
    texts.push(...batch.documents.map(({ bytes }) => String(bytes)))
  return texts
}

const queued = (text: string) => ({ bytes: Buffer.from(text), spanCount: 0 })

const texts = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `{"ü\n":${from + at}}`)

test('what was not settled is there for the next process, in its order', () => {
  const { backlog } = openBacklog(openSpool())
  for (const text of texts(150)) backlog.add(queued(text))
  backlog.seal()
  const first = backlog.take()!
  backlog.settle(first)
  // Nothing is closed here: the process has died.
  const { backlog: next, dropped } = openBacklog(openSpool())
  expect(takeAll(next)).toEqual(texts(150).slice(first.count))
  expect(dropped).toEqual([])
})

test('a line that was torn is passed over, and what comes behind it is read', () => {
  const spool = openSpool()
  spool.append([queued('one')])
  const file = join(folder, readdirSync(folder)[0]!)
  appendFileSync(file, '{"batch":2,"count":1,"bytes":3,"docu')
  const next = openSpool()
  expect(next.restored.map(({ count }) => count)).toEqual([1])
  next.settle(next.restored[0]!.entry!)
  expect(openSpool().restored).toEqual([])
  expect(readdirSync(folder)).toEqual([])
})

test('after a line that the disk took a part of, the next one is a line of its own', () => {
  const spool = openSpool()
  spool.append([queued('one')])
  vi.mocked(writeSync).mockImplementationOnce((descriptor, line) =>
    writeSync(descriptor, line as unknown as Buffer, 0, 20),
  )
  expect(spool.append([queued('two')])).toBeUndefined()
  expect(errors.splice(0)).toMatchObject([
    { message: expect.stringMatching(/^the disk took 20 of \d+ bytes$/) },
  ])
  spool.append([queued('three')])
  expect(takeAll(openBacklog(openSpool()).backlog)).toEqual(['one', 'three'])
})

test('a file that somebody has deleted does not stand in the way', () => {
  const spool = openSpool(1)
  const evicted = vi.fn()
  spool.onEvicted(evicted)
  const append = () => expect(spool.append([queued('x'.repeat(60_000))])).toBeDefined()
  append()
  rmSync(join(folder, readdirSync(folder)[0]!))
  for (let count = 0; count < 80; count++) append()
  expect(evicted).toHaveBeenCalledOnce()
})

test('a damaged batch is dropped and counted, the others are sent', () => {
  const spool = openSpool()
  spool.append([queued('one')])
  spool.append([queued('two')])
  const file = join(folder, readdirSync(folder)[0]!)
  writeFileSync(file, readFileSync(file, 'utf8').replace('["one",0]', '["one"?0]'))
  const { backlog, dropped } = openBacklog(openSpool())
  expect(takeAll(backlog)).toEqual(['two'])
  expect(dropped).toEqual([[1, 'spool_damaged']])
  // Nor is it dropped again by the next process.
  expect(openSpool().restored.map(({ count, entry }) => [count, entry!.number])).toEqual([[1, 2]])
})

test('its size is bounded: the oldest file goes, and is counted', () => {
  const { backlog, dropped } = openBacklog(openSpool(10_000_000))
  const large = 'x'.repeat(60_000)
  for (let count = 0; count < 300; count++) backlog.add(queued(large))
  backlog.seal()
  const onDisk = readdirSync(folder).map(name => readFileSync(join(folder, name)).length)
  expect(onDisk.reduce((sum, bytes) => sum + bytes)).toBeLessThan(11_000_000)
  const lost = dropped.reduce((sum, [count]) => sum + count, 0)
  expect(lost).toBeGreaterThan(0)
  expect(new Set(dropped.map(([, reason]) => reason))).toEqual(new Set(['spool_full']))
  expect(takeAll(backlog).length + lost).toBe(300)
})

test('what is adapted to another destination takes the place of what was there', () => {
  openSpool().append([queued('one'), queued('two'), queued('open')])
  const spool = openSpool()
  const adapt = vi.fn((documents: readonly QueuedDocument[]) =>
    documents.every(({ bytes }) => String(bytes).startsWith('new '))
      ? documents
      : documents.slice(0, 2).map(({ bytes }) => queued(`new ${bytes}`)),
  )
  const backlog = new Backlog({ maxBytes: 5, spool, adapt, onDropped: () => {}, onReady: () => {} })
  backlog.restore(spool.restored)
  const batch = backlog.take()!
  expect(backlog.heldBytes).toBe('new onenew two'.length)
  // There is no room for it in memory: it waits on disk.
  backlog.putBack(batch, batch.documents)
  expect([backlog.heldBytes, backlog.waitingDocuments]).toEqual([0, 2])
  expect(openSpool().restored.map(({ count }) => count)).toEqual([2])
  expect(takeAll(backlog)).toEqual(['new one', 'new two'])
  expect(adapt).toHaveBeenCalledTimes(2)
})

test('nothing is left on disk of what was delivered', () => {
  const spool = openSpool()
  const { backlog } = openBacklog(spool, 1_000_000)
  for (const text of texts(500)) backlog.add(queued(text))
  for (let batch = backlog.take(); batch; batch = backlog.take()) backlog.settle(batch)
  spool.close()
  expect(readdirSync(folder)).toEqual([])
})

test('what is left when it ends is on the disk before the file is closed', () => {
  const calls: string[] = []
  vi.mocked(fdatasyncSync).mockImplementation(descriptor => void calls.push(`sync ${descriptor}`))
  vi.mocked(closeSync).mockImplementationOnce(descriptor => void calls.push(`close ${descriptor}`))
  const spool = openSpool()
  const { descriptor } = spool.append([queued('one')])!.file
  spool.close()
  expect(calls).toEqual([`sync ${descriptor}`, `close ${descriptor}`])
  closeSync(descriptor)
})

test('a disk that is full is told once, and again when it has had room meanwhile', () => {
  const spool = openSpool()
  const fail = () => {
    throw new Error('ENOSPC')
  }
  vi.mocked(writeSync).mockImplementationOnce(fail).mockImplementationOnce(fail)
  expect([spool.append([queued('one')]), spool.append([queued('two')])]).toEqual([undefined, undefined])
  expect(errors.splice(0)).toHaveLength(1)
  spool.append([queued('three'), queued('four')])
  vi.mocked(writeSync).mockImplementationOnce(fail)
  spool.append([queued('five')])
  expect(errors.splice(0)).toHaveLength(1)
  expect(spool.waiting).toEqual({ count: 2, spanCount: 0 })
})

test('others may not read what waits there', () => {
  openSpool().append([queued('one')])
  expect(statSync(join(folder, readdirSync(folder)[0]!)).mode & 0o077).toBe(0)
})
