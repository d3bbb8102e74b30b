import { expect, test, vi } from 'vitest'
import { CallError } from '../../src/client/index.ts'
import { BatchEmitter, type Verdict } from '../../src/emit/batch-emitter.ts'

const BOUNDS = {
  maxDocuments: 3,
  maxCallBytes: 10,
  maxDocumentBytes: 10,
  gatherMillis: 20,
  patienceMillis: 20_000,
}
const bytes = (...texts: string[]) => texts.map(text => Buffer.from(text))

/** An emitter before a delivery that does as the function says, and what was delivered. */
function emitterBefore(deliver: (texts: string[]) => readonly Verdict[], bounds = {}) {
  const calls: string[][] = []
  let atOnce = 0
  let mostAtOnce = 0
  const emitter = new BatchEmitter(
    {
      async deliver(documents) {
        const texts = documents.map(String)
        calls.push(texts)
        mostAtOnce = Math.max(mostAtOnce, ++atOnce)
        await new Promise(resolve => setTimeout(resolve, 5))
        atOnce--
        return deliver(texts)
      },
      close: async () => {},
    },
    { ...BOUNDS, ...bounds },
  )
  return { emitter, calls, mostAtOnce: () => mostAtOnce }
}

const allSent = (texts: string[]): Verdict[] => texts.map(() => ({ kind: 'sent' }))

test('makes a call when enough documents or bytes are there, and with what is there after a while', async () => {
  const { emitter, calls } = emitterBefore(allSent)
  await emitter.send(bytes('1', '2', '3', '4444444', '55555', '6'))
  expect(calls).toEqual([['1', '2', '3'], ['4444444'], ['55555', '6']])
  await emitter.close()
})

test('makes so many calls at a time', async () => {
  const { emitter, mostAtOnce } = emitterBefore(allSent, { maxCalls: 2 })
  await emitter.send(bytes(...'abcdefghijklmno'))
  expect(mostAtOnce()).toBe(2)
  await emitter.close()
})

test('drops what is too much to wait', async () => {
  const { emitter } = emitterBefore(allSent, { maxWaitingBytes: 4 })
  const sent = emitter.send(bytes('12', '34', '5'))
  await emitter.flush()
  expect(await sent).toEqual([{ kind: 'sent' }, { kind: 'sent' }, { kind: 'dropped', reason: 'queue_full' }])
  await emitter.close()
  expect(await emitter.send(bytes('1'))).toEqual([{ kind: 'dropped', reason: 'shut_down' }])
})

test('finds the one document that is not taken, and sends all others', async () => {
  const { emitter } = emitterBefore(texts => {
    if (texts.includes('b'))
      throw new CallError('no', { code: 'InvalidRequestException', status: 400, isTransient: false })
    return allSent(texts)
  })
  const outcomes = await emitter.send(bytes('a', 'b', 'c'))
  expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'unprocessed', 'sent'])
  await emitter.close()
})

test('tries one call at a time while calls fail, and then goes on', async () => {
  let failures = 3
  const { emitter, calls } = emitterBefore(
    texts => {
      if (failures-- > 0) throw new CallError('no', { code: 'http_500', status: 500, isTransient: true })
      return allSent(texts)
    },
    { maxCalls: 1 },
  )
  const outcomes = await emitter.send(bytes('a', 'b', 'c', 'd'))
  expect(outcomes).toEqual(bytes('a', 'b', 'c', 'd').map(() => ({ kind: 'sent' })))
  expect(calls.slice(0, 4)).toEqual(Array(4).fill(['a', 'b', 'c']))
  await emitter.close()
})

test('drops documents whose patience is over, with the reason', async () => {
  const { emitter } = emitterBefore(
    () => {
      throw new CallError('broken', { code: 'http_503', status: 503, isTransient: true })
    },
    { patienceMillis: 300 },
  )
  expect(await emitter.send(bytes('a'))).toEqual([{ kind: 'dropped', reason: 'http_503', message: 'broken' }])
  await emitter.close()
})

test('waits in no flush for a server that wants to be left alone for longer', async () => {
  const { emitter, calls } = emitterBefore(
    () => {
      throw new CallError('later', { code: 'http_429', isTransient: true, retryAfterMillis: 60_000 })
    },
    { patienceMillis: 60_000 },
  )
  const sent = emitter.send(bytes('a'))
  await emitter.flush(10_000)
  expect(await sent).toMatchObject([{ kind: 'dropped', reason: 'http_429' }])
  expect(calls).toHaveLength(1)
  await emitter.close()
})

test('loses nothing of what is sent while others fail', async () => {
  let calls = 0
  const { emitter } = emitterBefore(
    texts => {
      if (++calls % 3 === 0) throw new CallError('now and then', { code: 'http_500', isTransient: true })
      return texts.map(text =>
        text < 'd' || calls % 2 ? { kind: 'sent' } : { kind: 'again', reason: 'Throttled' },
      )
    },
    { maxCalls: 4 },
  )
  const sends = [...'abcdefghijklmnopqrst'].map(text => emitter.send(bytes(text)))
  const outcomes = (await Promise.all(sends)).flat()
  expect(outcomes.filter(({ kind }) => kind === 'sent')).toHaveLength(20)
  await emitter.close()
})

test('waits for no clock that was set back', async () => {
  const { emitter, calls } = emitterBefore(allSent)
  const sent = emitter.send(bytes('1'))
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000)
  expect(await sent).toEqual([{ kind: 'sent' }])
  clock.mockRestore()
  expect(calls).toEqual([['1']])
  await emitter.close()
})
