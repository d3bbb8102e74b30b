import { expect, test } from 'vitest'
import { readExpression } from '../../src/filter/read-expression.ts'
import { TokenReader } from '../../src/filter/token-reader.ts'
import { tokenize } from '../../src/filter/tokenize.ts'

const read = (text: string) => readExpression(new TokenReader(tokenize(text)), 'trace')
const flag = (keyword: string) => ({ kind: 'flag', keyword, value: true })

test.each([
  ['ok', flag('ok')],
  ['ok and fault error', { kind: 'and', terms: [flag('ok'), flag('fault'), flag('error')] }],
  [
    'ok OR fault AND error',
    { kind: 'or', terms: [flag('ok'), { kind: 'and', terms: [flag('fault'), flag('error')] }] },
  ],
  ['!!ok', { kind: 'not', term: { kind: 'not', term: flag('ok') } }],
  ['not(ok or fault)', { kind: 'not', term: { kind: 'or', terms: [flag('ok'), flag('fault')] } }],
])('%s', (text, filter) => {
  expect(read(text)).toEqual(filter)
})
