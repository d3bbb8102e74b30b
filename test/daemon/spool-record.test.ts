import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSpoolRecord, spoolRecord } from '../../src/daemon/spool-record.ts'

test('what was written is read, whatever is in the documents', () => {
  const document = fc.record({
    bytes: fc.uint8Array().map(bytes => Buffer.from(bytes)),
    spanCount: fc.nat(),
  })
  fc.assert(
    fc.property(fc.array(document), documents => {
      const line = JSON.stringify(spoolRecord(7, documents))
      expect(line).not.toContain('\n')
      expect(parseSpoolRecord(line, 7)).toEqual(documents)
    }),
  )
})

test.each([
  '',
  'null',
  '{"batch":1}',
  '{"batch":1,"documents":["a"]}',
  '{"batch":1,"documents":[[1,1]]}',
  '{"batch":1,"documents":[["a"]]}',
  '{"batch":2,"documents":[["a",0]]}',
])('%j is not the record', line => {
  expect(parseSpoolRecord(line, 1)).toBeUndefined()
})
