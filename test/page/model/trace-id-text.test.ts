import { expect, test } from 'vitest'
import { traceIdText } from '../../../src/page/model/trace-id-text.ts'

test.each([
  [' 1-581cf771-a006649127e371903a2de979 ', '1-581cf771-a006649127e371903a2de979'],
  ['581CF771a006649127e371903a2de979', '1-581cf771-a006649127e371903a2de979'],
  ['00000000000000000000000000000000', undefined],
  ['fault', undefined],
  ['', undefined],
])('traceIdText(%j)', (text, id) => {
  expect(traceIdText(text)).toBe(id)
})
