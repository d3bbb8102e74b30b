import { expect, test } from 'vitest'
import { conversionSettings } from '../../src/segment/conversion-settings.ts'

test('conversionSettings() fills in the defaults', () => {
  expect(conversionSettings({})).toEqual({
    maxDocumentBytes: 64_000,
    indexedAttributes: new Set(),
    nest: true,
    sql: 'sanitized',
    urlQuery: 'redact',
    secretParameters: new Set(),
    tracedHosts: new Set(),
  })
})

test('conversionSettings() gives the same object for the same options', () => {
  const options = { secretParameters: ['TAN'] }
  expect(conversionSettings(options)).toBe(conversionSettings(options))
  expect(conversionSettings(options).secretParameters).toEqual(new Set(['tan']))
})
