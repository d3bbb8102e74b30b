import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDatagram, parseRecordedDatagram } from '../../src/local/datagram-record.ts'

test('a datagram goes into a record and comes back, whatever its bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(), (bytes, atMillis) => {
      const recorded = { atMillis, datagram: Buffer.from(bytes) }
      const line = formatDatagram(recorded)
      expect(line).not.toContain('\n')
      expect(parseRecordedDatagram(line)).toEqual(recorded)
    }),
  )
})

test.each(['', 'x', '{}', '{"atMillis":1}', 'null'])('parseRecordedDatagram() gives nothing for %j', line => {
  expect(parseRecordedDatagram(line)).toBeUndefined()
})
