import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenize } from '../../src/filter/tokenize.ts'

const sketch = (text: string) => tokenize(text).map(({ kind, text: piece }) => `${kind} ${piece}`)

test('takes a text apart', () => {
  expect(sketch('!annotation[a b]>=-1.5 and(http.url="/a\\"b\\n\\\\")')).toEqual([
    'sign !',
    'word annotation',
    'sign [',
    'key a b',
    'sign ]',
    'operator >=',
    'word -1.5',
    'word and',
    'sign (',
    'word http.url',
    'operator =',
    'text /a"b\\n\\',
    'sign )',
    'end ',
  ])
  expect(sketch('#[{"a]":[1]}] x')).toEqual(['json [{"a]":[1]}]', 'word x', 'end '])
})

test.each(['"half', '#[1', 'annotation[half'])('reads %s to its end', text => {
  expect(tokenize(text).at(-1)).toEqual({ kind: 'end', text: '', from: text.length, to: text.length })
})

test('loses no character but spaces, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      let lost = ''
      let at = 0
      for (const { from, to } of tokenize(text)) {
        lost += text.slice(at, from)
        at = to
      }
      expect(lost.trim()).toBe('')
      expect(at).toBe(text.length)
    }),
  )
})
