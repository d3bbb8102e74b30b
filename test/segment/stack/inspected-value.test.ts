import { expect, test } from 'vitest'
import { parseInspectedValue, untilBracket } from '../../../src/segment/stack/inspected-value.ts'

test.each([
  ['Error: low', { type: 'Error', message: 'low', goesOn: 'until-frames' }],
  ['Error', { type: 'Error', goesOn: 'until-frames' }],
  ['TypeError [ERR_X]: low', { type: 'ERR_X', message: 'low', goesOn: 'until-frames' }],
  ['<ref *1> Error: round', { type: 'Error', message: 'round', goesOn: 'until-frames' }],
  ['my.Problem: : it', { type: 'my.Problem', message: ': it', goesOn: 'until-frames' }],
  ['TypeError:', { type: 'TypeError', goesOn: 'until-frames' }],
  ['[Error: no [Object], no { here],', { type: 'Error', message: 'no [Object], no { here', goesOn: 'no' }],
  ['[Error: no { here] {', { type: 'Error', message: 'no { here', goesOn: 'no' }],
  ['`it\'s "it"`,', { message: 'it\'s "it"', goesOn: 'no' }],
  ['[Error: bare],', { type: 'Error', message: 'bare', goesOn: 'no' }],
  ['[Error: bare] {', { type: 'Error', message: 'bare', goesOn: 'no' }],
  ['[Error: bare', { type: 'Error', message: 'bare', goesOn: 'until-bracket' }],
  ["'it\\'s',", { message: "it\\'s", goesOn: 'no' }],
  ["'cut", { message: 'cut', goesOn: 'no' }],
  ['"it"', { message: 'it', goesOn: 'no' }],
])('parseInspectedValue() reads %j', (text, title) => {
  expect(parseInspectedValue(text)).toEqual({ type: undefined, message: undefined, ...title })
})

test.each([
  '',
  '{ a: 1 }',
  '[Circular *1]',
  '[Object]',
  '[Function: Error]',
  '[class A]',
  '[ 1, 2 ]',
  'undefined',
  'NaN',
  '12',
  'Foo { a: 1 }',
  '<ref *',
])('parseInspectedValue() finds no exception in %j', text => {
  expect(parseInspectedValue(text)).toBeUndefined()
})

test('untilBracket() gives what stands before a bracket at the end', () => {
  expect(untilBracket('and more] {')).toBe('and more')
  expect(untilBracket('and more],')).toBe('and more')
  expect(untilBracket('and [more]]')).toBe('and [more]')
  expect(untilBracket('and more')).toBeUndefined()
})
