import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TextCache } from '../../../src/otlp/protobuf/text-cache.ts'

describe('TextCache', () => {
  test('gives every text as it is, whatever it has given before', () => {
    const texts = new TextCache()
    const text = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 80 }))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), list => {
        for (const each of list) {
          const bytes = Buffer.from(`<${each}>`)
          expect(texts.read(bytes, 1, bytes.length - 1)).toBe(each.toWellFormed())
        }
      }),
    )
  })

  test('keeps texts apart that fall into one place', () => {
    const texts = new TextCache()
    const many = Array.from({ length: 50_000 }, (_, index) => `key.${index}`)
    for (const text of [...many, ...many]) {
      const bytes = Buffer.from(text)
      if (texts.read(bytes, 0, bytes.length) !== text) expect.fail(`${text} is another`)
    }
  })
})
