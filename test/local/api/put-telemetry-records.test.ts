import { expect, test } from 'vitest'
import { putTelemetryRecords } from '../../../src/local/api/put-telemetry-records.ts'

test('putTelemetryRecords() takes records, and nothing else', () => {
  expect(putTelemetryRecords({ TelemetryRecords: [{ Timestamp: 1, SegmentsSentCount: 2 }] })).toEqual({})
  for (const request of [{}, { TelemetryRecords: 'x' }, { TelemetryRecords: [7] }]) {
    expect(() => putTelemetryRecords(request)).toThrow('it must be a list of records')
  }
})
