import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
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

  test('tells that nobody listens, and reaches a daemon that comes later', async () => {
    const port = await deadPort()
    const emitter = at(port)
    const outcomes = []
    for (let attempt = 0; attempt < 5; attempt++) {
      outcomes.push(...(await emitter.send(bytes('{}'))))
      await sleep(5)
    }
    expect(outcomes).toContainEqual({ kind: 'dropped', reason: 'ECONNREFUSED' })
    await using daemon = await listenUdp('127.0.0.1', port)
    while (daemon.datagrams.length === 0) {
      await emitter.send(bytes('{}'))
      await sleep(5)
    }
    await emitter.close()
  })

  test('drops documents for a host without an address', async () => {
    const emitter = at(2000, 'no-such-host.invalid')
    const [outcome] = await emitter.send(bytes('{}'))
    expect(outcome?.kind).toBe('dropped')
    await emitter.close()
  })

  test('closes whether it was used or not, once or twice', async () => {
    const emitter = at(2000)
    await emitter.close()
    await emitter.close()
  })
})
