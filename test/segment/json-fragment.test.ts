import { expect, test } from 'vitest'
import { Fragment, fragmentWords } from '../../src/segment/json-fragment.ts'

function textOf({ start, end, length }: Fragment): string {
  const view = new DataView(new ArrayBuffer((end - start) * 8))
  for (let index = start; index < end; index++) view.setFloat64((index - start) * 8, fragmentWords[index]!)
  return Buffer.from(view.buffer, 0, length).toString()
}

test('Fragment keeps any text, and many of them', () => {
  const texts = [
    '',
    '{',
    ',"http":{',
    'ä€😀',
    ...Array.from({ length: 2000 }, (_, index) => `key number ${index}`),
  ]
  const fragments = texts.map(text => new Fragment(text))
  expect(fragments.map(textOf)).toEqual(texts)
})
