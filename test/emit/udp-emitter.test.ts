import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { UdpEmitter } from '../../src/emit/index.ts'
import { deadPort, listenUdp } from '../fixtures/udp-listener.ts'

const HEADER = '{"format":"json","version":1}\n'
const bytes = (...documents: string[]) => documents.map(document => Buffer.from(document))
const at = (port: number, host = '127.0.0.1') => new UdpEmitter({ protocol: 'udp', host, port })

describe('UdpEmitter', () => {
  test('sends each document as a datagram of its own, behind the header line', async () => {
    await using daemon = await listenUdp()
    const emitter = at(daemon.port)
    expect(await emitter.send(bytes('{"a":1}', '{"b":"价"}'))).toEqual([{ kind: 'sent' }, { kind: 'sent' }])
    expect((await daemon.received(2)).toSorted()).toEqual([`${HEADER}{"a":1}`, `${HEADER}{"b":"价"}`])
    await emitter.close()
  })

  test.each(['localhost', '::1'])('reaches %s', async host => {
    await using daemon = await listenUdp(host === '::1' ? '::1' : '127.0.0.1')
    const emitter = at(daemon.port, host)
    await emitter.send(bytes('{}'))
    expect(await daemon.received(1)).toEqual([`${HEADER}{}`])
    await emitter.close()
  })

  test('carries the largest document it says it can', async () => {
    await using daemon = await listenUdp()
    const emitter = at(daemon.port)
    const document = `"${'x'.repeat(emitter.maxDocumentBytes - 2)}"`
    expect(await emitter.send(bytes(document))).toEqual([{ kind: 'sent' }])
    expect((await daemon.received(1))[0]).toHaveLength(HEADER.length + emitter.maxDocumentBytes)
    await emitter.close()
  })

  test('drops what the socket refuses, with the reason, and sends the rest', async () => {
    await using daemon = await listenUdp()
    const emitter = at(daemon.port)
    const outcomes = await emitter.send(bytes('x'.repeat(70_000), '{}'))
    expect(outcomes).toEqual([{ kind: 'dropped', reason: 'EMSGSIZE' }, { kind: 'sent' }])
    await emitter.close()
  })

  test('drops, when it is flushed, what nobody listens to, and reaches a daemon that comes later', async () => {
    const port = await deadPort()
    const emitter = at(port)
    const outcomes = emitter.send(bytes('1', '2', '3'))
    await emitter.flush()
    expect(await outcomes).toEqual(Array(3).fill({ kind: 'dropped', reason: 'ECONNREFUSED' }))
    const sent = emitter.send(bytes('4', '5'))
    await using daemon = await listenUdp('127.0.0.1', port)
    expect(await sent).toEqual([{ kind: 'sent' }, { kind: 'sent' }])
    expect(await daemon.received(2)).toEqual([`${HEADER}4`, `${HEADER}5`])
    await emitter.close()
  })

  test('waits for no clock that was set back', async () => {
    await using daemon = await listenUdp()
    const emitter = at(daemon.port)
    await emitter.send(bytes('1'))
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000)
    expect(await emitter.send(bytes('2'))).toEqual([{ kind: 'sent' }])
    clock.mockRestore()
    await emitter.close()
  })

  test('knows of overlapping sends which were refused', async () => {
    const emitter = at(await deadPort())
    const sends = Array.from({ length: 20 }, () => emitter.send(bytes('{}')))
    await emitter.flush()
    for (const outcomes of await Promise.all(sends))
      expect(outcomes).toEqual([{ kind: 'dropped', reason: 'ECONNREFUSED' }])
    await emitter.close()
  })

  test('waits five seconds for a daemon, and tries it every half second with one document', async () => {
    const clock = { now: 1000 }
    const tried: number[] = []
    const emitter = new UdpEmitter(
      { protocol: 'udp', host: '127.0.0.1', port: 2000 },
      {
        now: () => clock.now,
        connect: () => ({
          send(_, taken) {
            tried.push(clock.now)
            taken(refusal)
          },
          close() {},
        }),
      },
    )
    const outcomes = emitter.send(bytes('1', '2'))
    while (clock.now < 6500) {
      clock.now += 100
      await sleep(2)
    }
    expect(await outcomes).toEqual(Array(2).fill({ kind: 'dropped', reason: 'ECONNREFUSED' }))
    expect(tried.length).toBeLessThanOrEqual(12)
    expect(emitter.maxDocumentBytes).toBe(64_000)
    await emitter.close()
  })

  test('drops documents where no socket can be made', async () => {
    const connect = () => {
      throw new TypeError('no sockets here')
    }
    const emitter = new UdpEmitter({ protocol: 'udp', host: '127.0.0.1', port: 2000 }, { connect })
    const sending = emitter.send(bytes('{}'))
    emitter.flushSync(10)
    await emitter.flush()
    expect(await sending).toEqual([{ kind: 'dropped', reason: 'TypeError' }])
    await emitter.close()
  })

  test('drops documents for a host without an address', async () => {
    const emitter = at(2000, 'no-such-host.invalid')
    const sending = emitter.send(bytes('{}'))
    await emitter.flush()
    const [outcome] = await sending
    expect(outcome).toMatchObject({ kind: 'dropped', reason: expect.stringMatching(/^E/) })
    await emitter.close()
  })

  test('follows a name to another address', async () => {
    const clock = { now: 1_000_000 }
    let address = '127.0.0.1'
    await using first = await listenUdp('127.0.0.1')
    await using second = await listenUdp('127.0.0.2', first.port)
    const emitter = new UdpEmitter(
      { protocol: 'udp', host: 'xray.test', port: first.port },
      { now: () => clock.now, lookup: async () => [{ address, family: 4 }] },
    )
    const send = (body: string) => Promise.all([emitter.send(bytes(body)), emitter.flush()])
    await send('1')
    address = '127.0.0.2'
    clock.now += 59_000
    await send('2')
    clock.now += 1000
    await send('3')
    await send('4')
    await second.received(1)
    expect(first.datagrams.map(bodyOf)).toEqual(expect.arrayContaining(['1', '2']))
    const received = [...first.datagrams, ...second.datagrams].map(bodyOf)
    // One that was under way may have gone to both.
    expect([...new Set(received)].toSorted()).toEqual(['1', '2', '3', '4'])
    await emitter.close()
  })

  test('tries each address of a name', async () => {
    await using daemon = await listenUdp('127.0.0.1')
    const emitter = new UdpEmitter(
      { protocol: 'udp', host: 'xray.test', port: daemon.port },
      {
        lookup: async () => [
          { address: '::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ],
      },
    )
    expect(await emitter.send(bytes('1'))).toEqual([{ kind: 'sent' }])
    expect(await daemon.received(1)).toEqual([`${HEADER}1`])
    await emitter.close()
  })

  test('drops the newest when too much waits', async () => {
    const emitter = at(await deadPort())
    const large = Buffer.alloc(60_000, 'x')
    const sending = emitter.send(Array(600).fill(large))
    await emitter.flush()
    const reasons = (await sending).map(outcome => outcome.kind === 'dropped' && outcome.reason)
    const kept = Math.floor((32 * 1024 * 1024) / large.length)
    expect(reasons).toEqual([...Array(kept).fill('ECONNREFUSED'), ...Array(600 - kept).fill('queue_full')])
    await emitter.close()
  })

  test('keeps less for a daemon that is not there, and says when that is too much', async () => {
    const emitter = at(await deadPort())
    const megabyte = Array(20).fill(Buffer.alloc(50_000, 'x'))
    const sends = [emitter.send(megabyte)]
    await sleep(50)
    expect(emitter.isFull).toBe(false)
    for (let count = 0; count < 5; count++) sends.push(emitter.send(megabyte))
    expect(emitter.isFull).toBe(true)
    await emitter.flush()
    const outcomes = (await Promise.all(sends)).flat()
    const reasons = outcomes.map(outcome => outcome.kind === 'dropped' && outcome.reason)
    const kept = Math.floor((4 * 1024 * 1024) / 50_000)
    expect(reasons).toEqual([...Array(kept).fill('ECONNREFUSED'), ...Array(120 - kept).fill('queue_full')])
    expect(emitter.isFull).toBe(false)
    await emitter.close()
  })

  test('has given what the kernel was late to take', async () => {
    const sent: string[] = []
    const late: (() => void)[] = []
    const emitter = new UdpEmitter(
      { protocol: 'udp', host: '127.0.0.1', port: 2000 },
      {
        connect: () => ({
          send: (datagram, taken) =>
            late.push(() => {
              sent.push(Buffer.from(datagram).toString())
              taken(null)
            }),
          close() {},
        }),
      },
    )
    const sends = [emitter.send(bytes('first')), emitter.send(bytes('second'))]
    for (const take of late) take()
    await emitter.flush()
    expect(await Promise.all(sends)).toEqual(Array(2).fill([{ kind: 'sent' }]))
    expect(sent).toEqual([`${HEADER}first`, `${HEADER}second`])
    await emitter.close()
  })

  test('a burst does not overrun the receiver', async () => {
    await using daemon = await listenUdp()
    const emitter = at(daemon.port)
    const sending = emitter.send(Array.from({ length: 5000 }, (_, index) => Buffer.from(`${index}`)))
    await emitter.flush()
    expect((await sending).every(({ kind }) => kind === 'sent')).toBe(true)
    expect(await daemon.received(5000)).toHaveLength(5000)
    await emitter.close()
  })

  test('flushSync() has sent everything when it returns', async () => {
    await using daemon = await listenUdp()
    const emitter = at(daemon.port)
    void emitter.send(bytes('1', '2'))
    emitter.flushSync(1000)
    expect((await daemon.received(2)).map(bodyOf)).toEqual(['1', '2'])
    await emitter.close()
  })

  test.runIf(process.platform === 'linux')(
    'flushSync() sends everything to a daemon that has come back and was not tried yet',
    async () => {
      const port = await deadPort()
      const emitter = at(port)
      void emitter.send(bytes(...'123456789'))
      await sleep(50)
      await using daemon = await listenUdp('127.0.0.1', port)
      emitter.flushSync(1000)
      expect((await daemon.received(9)).map(bodyOf)).toEqual([...'123456789'])
      await emitter.close()
    },
  )

  test('drops what comes after it was closed', async () => {
    const emitter = at(2000)
    await emitter.close()
    expect(await emitter.send(bytes('1'))).toEqual([{ kind: 'dropped', reason: 'shut_down' }])
  })

  test('closes whether it was used or not, once or twice', async () => {
    const emitter = at(2000)
    await emitter.close()
    await emitter.close()
  })
})

const refusal = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

function bodyOf(datagram: string): string {
  return datagram.slice(HEADER.length)
}
