import { expect, test } from 'vitest'
import { textAttribute } from '../../src/segment/text-attribute.ts'

test('textAttribute() gives text, and nothing for what is empty, missing or no text', () => {
  const attributes = { name: 'shop', empty: '', port: 80 }
  expect(textAttribute(attributes, 'name')).toBe('shop')
  for (const key of ['empty', 'port', 'missing']) expect(textAttribute(attributes, key)).toBeUndefined()
})
