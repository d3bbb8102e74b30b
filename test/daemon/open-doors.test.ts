import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import type { Intake } from '../../src/daemon/intake.ts'
import { type DoorSettings, openDoors } from '../../src/daemon/open-doors.ts'
import { sendDatagrams } from '../receiver/sockets.ts'

const ANY = { host: '127.0.0.1', port: 0 }

async function open(settings: Partial<DoorSettings> = {}) {
  const lines: string[] = []
  const write = (text: string) => lines.push(text)
  const datagrams: string[] = []
  const intake = {
    datagram: (datagram: Buffer) => datagrams.push(String(datagram)),
    spans: () => true,
    refusedSpans: () => {},
  } as unknown as Intake
  const call = vi.fn(async (path: string) => ({ path }))
  const doors = await openDoors(
    {
      ...DEFAULT_SETTINGS,
      udpAddress: ANY,
      tcpAddress: ANY,
      maxBytes: 1e6,
      call,
      log: { debug: write, info: write, warn: write, error: write },
      ...settings,
    },
    intake,
  )
  const post = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${doors.ports.tcp}${path}`, { method: 'POST', headers, body: '{}' })
  return { doors, datagrams, lines, call, post }
}

test('datagrams come in, and those that came before the end are taken in', async () => {
  const { doors, datagrams } = await open()
  await sendDatagrams('127.0.0.1', doors.ports.udp!, 'one', 'two')
  await vi.waitFor(() => expect(datagrams).toEqual(['one', 'two']))
  expect(doors.receiveBufferBytes).toBeGreaterThan(0)
  await doors.close()
})

test.skipIf(process.platform !== 'linux')(
  'what the kernel had no room for is told [/proc of Linux]',
  async () => {
    const { doors, lines } = await open({ receiveBufferMegabytes: 0 })
    const socket = createSocket('udp4')
    socket.connect(doors.ports.udp!, '127.0.0.1')
    await once(socket, 'connect')
    // In one turn of the event loop: nothing is taken off the socket meanwhile.
    for (let count = 0; count < 2000; count++) socket.send(Buffer.alloc(8000))
    await doors.close()
    socket.close()
    expect(lines.join('\n')).toMatch(/The kernel had no room for [\d,]+ datagrams, and they are lost/)
  },
)

test('samplers may call what they need, and nobody anything else', async () => {
  const { doors, call, post } = await open()
  expect(await (await post('/GetSamplingRules')).json()).toEqual({ path: '/GetSamplingRules' })
  expect((await post('/TraceSegments')).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${doors.ports.tcp}/GetSamplingRules`)).status).toBe(405)
  expect(call).toHaveBeenCalledTimes(1)
  await doors.close()
})

test('web pages may not', async () => {
  const { doors, call, post } = await open()
  expect((await post('/GetSamplingRules', { origin: 'https://evil.example' })).status).toBe(403)
  expect((await post('/GetSamplingRules', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect(call).not.toHaveBeenCalled()
  await doors.close()
})

test('a busy TCP port is told, and documents come in all the same', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { doors, lines } = await open({ tcpAddress: { host: '127.0.0.1', port } })
  expect(lines.join('\n')).toMatch(
    /Cannot listen on TCP 127.0.0.1:\d+, for samplers: the port is in use; .* --bind-tcp\./,
  )
  expect(doors.ports.tcp).toBeUndefined()
  await doors.close()
  other.close()
})

test('an address that others can reach is a warning, and so is little room in the kernel', async () => {
  const { doors, lines } = await open({
    udpAddress: { host: '0.0.0.0', port: 0 },
    receiveBufferMegabytes: 1024,
  })
  expect(lines.join('\n')).toMatch(/Listening on UDP 0.0.0.0 serves everybody who can reach it/)
  expect(lines.filter(line => line.includes('The kernel grants'))).toEqual([
    expect.stringMatching(
      /grants [\d,]+ bytes of the 1,073,741,824 .* sysctl -w net.core.rmem_max=1073741824/,
    ),
  ])
  await doors.close()
})
