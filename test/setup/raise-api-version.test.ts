import { afterEach, expect, test } from 'vitest'
import { raiseApiVersion } from '../../src/setup/raise-api-version.ts'

const shared = globalThis as { [key: symbol]: { version: string } | undefined }
const KEY = Symbol.for('opentelemetry.js.api.1')
const before = shared[KEY]
afterEach(() => {
  shared[KEY] = before
})

test.each([
  ['1.9.1', '1.10.0', '1.10.0'],
  ['1.10.0', '1.9.1', '1.10.0'],
  ['1.9.1', '1.9.4', '1.9.1'],
  ['1.9.1', '2.10.0', '1.9.1'],
  ['1.9.1', '1.10.0-beta.1', '1.9.1'],
  ['1.9.1', undefined, '1.9.1'],
])('raiseApiVersion() from %s by %s: %s', (registered, version, after) => {
  shared[KEY] = { version: registered }
  raiseApiVersion(version)
  expect(shared[KEY]).toEqual({ version: after })
})

test('raiseApiVersion() registers nothing by itself', () => {
  delete shared[KEY]
  raiseApiVersion('1.10.0')
  expect(shared[KEY]).toBeUndefined()
})
