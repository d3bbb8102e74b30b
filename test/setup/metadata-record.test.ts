import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metadataRecord, recordIn, textIn } from '../../src/setup/metadata-record.ts'

test.each([
  ['{"Name":"shop"}', 'shop'],
  ['{"Name":""}', undefined],
  ['{"Name":7}', undefined],
  ['{}', undefined],
  ['null', undefined],
  ['"Name"', undefined],
  ['<html>', undefined],
])('metadataRecord(%j) has the Name %s', (json, name) => {
  expect(textIn(metadataRecord(json), 'Name')).toBe(name)
})

test('recordIn() has the fields of a field, and none of what is no object', () => {
  const record = metadataRecord('{"data":{"cluster.name":"prod"},"kind":"ConfigMap","none":null}')
  expect(textIn(recordIn(record, 'data'), 'cluster.name')).toBe('prod')
  expect([recordIn(record, 'none'), recordIn(record, 'gone')]).toEqual([{}, {}])
  expect(textIn(recordIn(record, 'kind'), 'cluster.name')).toBeUndefined()
})

test('metadataRecord() reads whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), json => {
      const found = textIn(metadataRecord(json), 'a')
      expect(found === undefined || typeof found === 'string').toBe(true)
    }),
  )
})
