import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Telemetry } from '../../src/daemon/telemetry.ts'
import { Accounts } from '../../src/emit/index.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open() {
  const accounts = new Accounts()
  const call = vi.fn(async (_path: string, _request: object): Promise<unknown> => ({}))
  const onError = vi.fn()
  const telemetry = new Telemetry({
    call,
    accounts: () => accounts.snapshot(),
    machine: async () => ({ instanceId: 'i-1', hostname: 'host' }),
    resourceArn: 'arn:aws:ec2:x',
    onError,
  })
  const sent = () => call.mock.calls.map(([, request]) => request as { TelemetryRecords: object[] })
  return { accounts, call, telemetry, onError, sent }
}

test('says nothing until the first document, then something each minute', async () => {
  const { accounts, call, sent } = open()
  await vi.advanceTimersByTimeAsync(180_000)
  expect(call).not.toHaveBeenCalled()
  accounts.open(3)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(call.mock.calls[0]![0]).toBe('/TelemetryRecords')
  expect(sent()).toMatchObject([
    {
      EC2InstanceId: 'i-1',
      Hostname: 'host',
      ResourceARN: 'arn:aws:ec2:x',
      TelemetryRecords: [{ SegmentsReceivedCount: 3 }],
    },
    { TelemetryRecords: [{ SegmentsReceivedCount: 0 }] },
  ])
})

test('counts calls that failed', async () => {
  const { accounts, telemetry, sent } = open()
  accounts.open(1)
  telemetry.failed({ code: 'http_500', status: 500 })
  telemetry.failed({ code: 'timeout' })
  await telemetry.close()
  expect(sent()[0]!.TelemetryRecords).toMatchObject([
    { BackendConnectionErrors: { HTTPCode5XXCount: 1, TimeoutCount: 1, OtherCount: 0 } },
  ])
})

test('keeps 30 records that were not taken, and sends 10 in a call', async () => {
  const { accounts, call, onError, sent } = open()
  accounts.open(1)
  call.mockRejectedValue(new Error('no'))
  await vi.advanceTimersByTimeAsync(40 * 60_000)
  expect(onError).toHaveBeenCalledTimes(40)
  call.mockReset().mockResolvedValue({})
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent().map(({ TelemetryRecords }) => TelemetryRecords.length)).toEqual([10, 10, 10])
})
