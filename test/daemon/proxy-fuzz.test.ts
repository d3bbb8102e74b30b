import { connect } from 'node:net'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import type { Intake } from '../../src/daemon/intake.ts'
import { openDoors } from '../../src/daemon/open-doors.ts'

const ANY = { host: '127.0.0.1', port: 0 }

/** Sends bytes to a port, and settles with the answer when the other side ends it or nothing comes for a moment. */
function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(50, end).on('error', end).on('close', end)
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
    })
  })
}

test('whatever comes in over TCP, X-Ray is called for samplers alone, and the next one is served', async () => {
  const paths: string[] = []
  const errors = vi.fn()
  const call = async (path: string) => {
    paths.push(path)
    return {}
  }
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: errors }
  const doors = await openDoors(
    { ...DEFAULT_SETTINGS, udpAddress: ANY, tcpAddress: ANY, maxBytes: 1e6, call, log },
    {} as Intake,
  )
  const port = doors.ports.tcp!
  const path = fc.constantFrom(
    '/GetSamplingRules',
    '/SamplingTargets',
    '/TraceSegments',
    '/../x',
    '*',
    'http://a/',
  )
  const method = fc.constantFrom('POST', 'GET', 'PUT', 'CONNECT', 'OPTIONS', 'post', 'X')
  const header = fc.constantFrom(
    'host: localhost',
    'host: evil.example',
    'content-length: 2',
    'content-length: 99999999999',
    'transfer-encoding: chunked',
    'content-encoding: gzip',
    'upgrade: websocket',
    'expect: 100-continue',
    'x: '.padEnd(20_000, 'x'),
  )
  const request = fc
    .tuple(
      method,
      path,
      fc.array(header, { maxLength: 4 }),
      fc.oneof(fc.constant('{}'), fc.json(), fc.string()),
    )
    .map(([verb, to, headers, body]) =>
      Buffer.from([`${verb} ${to} HTTP/1.1`, ...headers, '', body].join('\r\n')),
    )
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        request,
        fc.uint8Array().map(bytes => Buffer.from(bytes)),
      ),
      async bytes => {
        expect(await exchange(port, bytes)).toMatch(/^(HTTP\/1\.1 (1\d\d|2\d\d|4\d\d)|$)/)
      },
    ),
    { numRuns: 60 },
  )
  expect(paths.filter(each => !['/GetSamplingRules', '/SamplingTargets'].includes(each))).toEqual([])
  expect(errors).not.toHaveBeenCalled()
  const answer = await fetch(`http://127.0.0.1:${port}/GetSamplingRules`, { method: 'POST', body: '{}' })
  expect(answer.status).toBe(200)
  await doors.close()
})
