import { expect, test } from 'vitest'
import { readArray, readProperty, readText } from '../../src/setup/read-property.ts'

const { proxy: revoked, revoke } = Proxy.revocable([], {})
revoke()

const object = {
  text: 'x',
  list: [1],
  revoked,
  get broken() {
    throw new Error('no')
  },
}

test('readProperty() reads what it can', () => {
  expect(readProperty(object, 'text')).toBe('x')
  expect(readProperty(object, 'broken')).toBeUndefined()
  expect(readProperty(['a'], 0)).toBe('a')
})

test('readText() and readArray() read values of their kind', () => {
  expect([readText(object, 'text'), readText(object, 'list'), readText(object, 'broken')]).toEqual([
    'x',
    '',
    '',
  ])
  expect(readArray(object, 'list')).toEqual([1])
  for (const key of ['text', 'broken', 'none', 'revoked']) expect(readArray(object, key)).toEqual([])
})
