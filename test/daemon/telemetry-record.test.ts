import { expect, test } from 'vitest'
import { countedAs, noConnectionErrors, telemetryRecord } from '../../src/daemon/telemetry-record.ts'
import { Accounts } from '../../src/emit/index.ts'

test('a record says what happened since the last one', () => {
  const accounts = new Accounts()
  accounts.open(2)
  const before = accounts.snapshot()
  accounts.open(10)
  accounts.settle(4, { kind: 'sent' })
  accounts.settle(1, { kind: 'rejected', reason: 'MissingId' })
  accounts.settle(2, { kind: 'unprocessed', reason: 'InvalidSegment' })
  accounts.settle(3, { kind: 'dropped', reason: 'queue_full' })
  expect(telemetryRecord(before, accounts.snapshot(), noConnectionErrors(), 1_500_000_000_250)).toEqual({
    Timestamp: 1_500_000_000.25,
    SegmentsReceivedCount: 10,
    SegmentsSentCount: 4,
    SegmentsSpilloverCount: 3,
    SegmentsRejectedCount: 3,
    BackendConnectionErrors: noConnectionErrors(),
  })
})

test.each([
  [{ code: 'ThrottledException', status: 429 }, 'HTTPCode4XXCount'],
  [{ code: 'http_503', status: 503 }, 'HTTPCode5XXCount'],
  [{ code: 'timeout' }, 'TimeoutCount'],
  [{ code: 'ECONNREFUSED' }, 'ConnectionRefusedCount'],
  [{ code: 'ENOTFOUND' }, 'UnknownHostCount'],
  [{ code: 'ECONNRESET' }, 'OtherCount'],
])('%j counts as %s', (failure, name) => {
  expect(countedAs(failure)).toBe(name)
})
