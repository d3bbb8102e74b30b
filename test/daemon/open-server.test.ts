import { expect, test } from 'vitest'
import { openServer, warnIfOpen, written } from '../../src/daemon/open-server.ts'

function record() {
  const lines: string[] = []
  const write = (level: string) => (text: string) => lines.push(`${level}: ${text}`)
  return {
    lines,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  }
}

const ADDRESS = { host: '::1', port: 4317 }
const SPANS = { purpose: 'for spans', flag: '--otlp-grpc' }
const SERVER = { port: 4318, close: async () => {} }

test('a server that is open is told, and one that is not', async () => {
  const { lines, log } = record()
  expect(await openServer(SPANS, ADDRESS, log, async () => SERVER)).toBe(SERVER)
  const failure = openServer(SPANS, ADDRESS, log, async () => Promise.reject(new Error('busy')))
  expect(await failure).toBeUndefined()
  expect(await openServer(SPANS, undefined, log, async () => SERVER)).toBeUndefined()
  expect(lines).toEqual([
    'info: Listening on TCP [::1]:4318, for spans',
    'error: Cannot listen on TCP [::1]:4317, for spans: busy; choose another address with --otlp-grpc. The rest goes on without',
  ])
})

test('an address that others can reach is a warning', () => {
  const { lines, log } = record()
  for (const host of ['127.0.0.1', '::1', 'localhost']) warnIfOpen('UDP', { host, port: 1 }, log)
  expect(lines).toEqual([])
  warnIfOpen('UDP', { host: '0.0.0.0', port: 1 }, log)
  expect(lines[0]).toMatch(/^warn: Listening on UDP 0.0.0.0 serves everybody who can reach it/)
  expect(written('0.0.0.0', 1)).toBe('0.0.0.0:1')
})
