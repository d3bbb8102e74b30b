import { expect, test, vi } from 'vitest'
import { Backlog } from '../../src/daemon/backlog.ts'
import { Delivery } from '../../src/daemon/delivery.ts'
import { Ledgers } from '../../src/daemon/ledgers.ts'
import type { Emitter, Outcome } from '../../src/emit/index.ts'

const SENT: Outcome = { kind: 'sent' }

function open(answer: (texts: string[]) => Promise<Outcome[]>, concurrency = 8) {
  const ledgers = new Ledgers()
  const accounts = ledgers.documents
  const lost: [string, string][] = []
  let isHeldUp = false
  const troubles: string[] = []
  const sends: string[][] = []
  const emitter = {
    send: (documents: readonly Uint8Array[]) => {
      const texts = documents.map(String)
      sends.push(texts)
      return answer(texts)
    },
  } as unknown as Emitter
  const backlog = new Backlog({
    maxBytes: 1e6,
    gatherMillis: 10,
    onDropped: () => {},
    onReady: () => delivery.pump(),
  })
  const delivery = new Delivery({
    backlog,
    emitter,
    ledgers,
    concurrency,
    isHeldUp: () => isHeldUp,
    onDelivered: () => {},
    onLost: (document, { reason }) => lost.push([String(document.bytes), reason]),
    onTrouble: reason => troubles.push(reason),
    random: () => 0,
  })
  const add = (count: number) => {
    accounts.open(count)
    for (let at = 0; at < count; at++) backlog.add({ bytes: Buffer.from(`${at}`), spanCount: 0 })
  }
  const holdUp = (value: boolean) => {
    isHeldUp = value
  }
  return { holdUp, accounts, backlog, delivery, sends, lost, troubles, add }
}

test('each document is settled as the destination says', async () => {
  const { accounts, lost, add } = open(async texts =>
    texts.map(text => (text === '3' ? { kind: 'unprocessed', reason: 'InvalidSegment' } : SENT)),
  )
  add(120)
  await vi.waitFor(() => expect(accounts.snapshot().waiting).toBe(0))
  expect(accounts.snapshot()).toMatchObject({ made: 120, unprocessed: { InvalidSegment: 1 }, sent: 119 })
  expect(lost).toEqual([['3', 'InvalidSegment']])
})

test('no more calls at one time than are allowed', async () => {
  let now = 0
  let most = 0
  const { accounts, add } = open(async texts => {
    most = Math.max(most, ++now)
    await new Promise(resolve => setTimeout(resolve, 5))
    now--
    return texts.map(() => SENT)
  }, 2)
  add(500)
  await vi.waitFor(() => expect(accounts.snapshot().sent).toBe(500))
  expect(most).toBe(2)
})

test('what failed for a reason that may pass goes again, one batch at a time, and nothing is lost', async () => {
  let failures = 2
  const { accounts, sends, troubles, delivery, add } = open(async texts =>
    texts.map(text => (failures > 0 && text === '7' ? fail() : SENT)),
  )
  const fail = (): Outcome => {
    failures--
    return { kind: 'dropped', reason: 'ECONNREFUSED' }
  }
  add(50)
  await vi.waitFor(() => expect(delivery.trouble).toBe('ECONNREFUSED'))
  await vi.waitFor(() => expect(accounts.snapshot().sent).toBe(50), 5000)
  expect(sends.map(({ length }) => length)).toEqual([50, 1, 1])
  expect(troubles).toEqual(['ECONNREFUSED', 'ECONNREFUSED'])
  expect(delivery.trouble).toBeUndefined()
})

test('calls that fail together are one trouble, and one short pause', async () => {
  let failures = 8
  const { accounts, sends, troubles, add } = open(async texts => {
    const outcome: Outcome = failures-- > 0 ? { kind: 'dropped', reason: 'timeout' } : SENT
    await new Promise(resolve => setTimeout(resolve, 10))
    return texts.map(() => outcome)
  })
  add(400)
  await vi.waitFor(() => expect(accounts.snapshot().sent).toBe(400), 5000)
  expect(sends).toHaveLength(16)
  expect(troubles).toEqual(['timeout'])
})

test('nothing is sent while there is something better to do, but at the end', async () => {
  const { accounts, delivery, sends, add, holdUp } = open(async texts => texts.map(() => SENT))
  holdUp(true)
  add(50)
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(sends).toEqual([])
  await delivery.drain(5000)
  expect(accounts.snapshot().sent).toBe(50)
})

test('drain() sends what waits without a pause, and gives up what fails', async () => {
  const { accounts, backlog, delivery, sends, add } = open(async texts =>
    texts.map(() => ({ kind: 'dropped', reason: 'timeout' })),
  )
  add(3)
  await delivery.drain(5000)
  expect(sends).toEqual([['0', '1', '2']])
  expect(backlog.waitingDocuments).toBe(3)
  expect(accounts.snapshot().waiting).toBe(3)
})

test('drain() waits no longer than it may, and what is answered later changes nothing', async () => {
  let answer: (outcomes: Outcome[]) => void = () => {}
  const { accounts, delivery, add } = open(
    () =>
      new Promise(resolve => {
        answer = resolve
      }),
  )
  add(3)
  const start = Date.now()
  await delivery.drain(50)
  expect(Date.now() - start).toBeLessThan(2000)
  answer([SENT, SENT, SENT])
  await new Promise(resolve => setImmediate(resolve))
  expect(accounts.snapshot()).toMatchObject({ waiting: 3, sent: 0 })
})

test('a pause is no longer for a clock that was set back', async () => {
  let tries = 0
  const { accounts, add } = open(async texts =>
    texts.map(() => (++tries === 1 ? { kind: 'dropped', reason: 'timeout' } : SENT)),
  )
  add(1)
  await vi.waitFor(() => expect(tries).toBe(1))
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000)
  // vi.waitFor() goes by the clock itself.
  for (let looks = 0; looks < 200 && accounts.snapshot().waiting > 0; looks++)
    await new Promise(resolve => setTimeout(resolve, 10))
  clock.mockRestore()
  expect(accounts.snapshot()).toMatchObject({ sent: 1, waiting: 0 })
})
