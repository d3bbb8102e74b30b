import { afterEach, expect, test, vi } from 'vitest'
import { flushAtEnd } from '../../src/setup/flush-at-end.ts'
import type { Tracing } from '../../src/setup/start-tracing.ts'
import { runNode } from '../fixtures/run-node.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

// How processes really end is in test/delivery.

const EVENTS = ['beforeExit', 'exit', 'uncaughtExceptionMonitor', 'SIGTERM', 'SIGINT'] as const
const before = EVENTS.map(event => process.listeners(event as 'exit'))

afterEach(() => {
  for (const [index, event] of EVENTS.entries())
    for (const listener of process.listeners(event as 'exit'))
      if (!before[index]!.includes(listener)) process.off(event, listener)
})

test('flushes once for each time that there is something, and not again when it does not get through', async () => {
  const flush = vi.fn(async () => {})
  const tracing = { isBusy: false, processor: { flushSync: vi.fn() }, flush }
  flushAtEnd(tracing as unknown as Tracing, 2000)
  const [onBeforeExit] = process.listeners('beforeExit').slice(-1)
  const end = async () => {
    await onBeforeExit!(0)
    return flush.mock.calls.length
  }
  expect([await end(), await end()]).toEqual([1, 1])
  tracing.isBusy = true
  expect([await end(), await end()]).toEqual([2, 2])
  expect(flush).toHaveBeenCalledWith(2000)
})

test.each([
  ['has no text', `Object.assign(Object.create(null), { thrown: 'by the app' })`, '"fault":true'],
  [
    'cannot be read',
    `Object.defineProperty({ thrown: 'by the app' }, 'message', { get() { throw 7 } })`,
    '"in_progress":true',
  ],
])(
  'an exception that %s ends the process as it would without, and what is open is told',
  async (_, thrown, told) => {
    await using daemon = await listenUdp()
    const app = `require('@opentelemetry/api').trace.getTracer('t').startActiveSpan('work', () =>
    setImmediate(() => { throw ${thrown} }))`
    const { code, stderr } = await runNode(['--require', 'spanray/register', '--eval', app], {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
    })
    expect([code, stderr]).toEqual([1, expect.stringContaining("thrown: 'by the app'")])
    expect(await daemon.received(1)).toEqual([expect.stringContaining(told)])
  },
)
