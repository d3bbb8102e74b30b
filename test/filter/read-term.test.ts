import { expect, test } from 'vitest'
import { readTerm } from '../../src/filter/read-term.ts'
import { TokenReader } from '../../src/filter/token-reader.ts'
import { tokenize } from '../../src/filter/tokenize.ts'
import type { Scope } from '../../src/filter/vocabulary.ts'

const read = (text: string, scope: Scope = 'trace') =>
  readTerm(new TokenReader(tokenize(text)), scope, inner => ({ kind: 'set', keyword: inner }))

test.each<[string, Scope, unknown]>([
  ['ok', 'trace', { kind: 'flag', keyword: 'ok', value: true }],
  ['http.url', 'trace', { kind: 'set', keyword: 'http.url' }],
  ['annotation[a.b]', 'service', { kind: 'annotation', key: 'a.b' }],
  ['source.annotation.aB', 'edge', { kind: 'annotation', end: 'source', key: 'aB' }],
  ['groupName = "a"', 'trace', { kind: 'group', by: 'GroupName', operator: '=', value: 'a' }],
  ['group.arn != "arn:x"', 'trace', { kind: 'group', by: 'GroupARN', operator: '!=', value: 'arn:x' }],
  [
    'rootcause.responsetime.entity {}',
    'trace',
    {
      kind: 'rootcause',
      of: 'responsetime',
      part: 'entity',
      where: { kind: 'set', keyword: 'rootcause.responsetime.entity' },
    },
  ],
  [
    'rootcause.error.entity {}',
    'trace',
    { kind: 'rootcause', of: 'error', part: 'entity', where: { kind: 'set', keyword: 'rootcause.entity' } },
  ],
])('%s within %s', (text, scope, filter) => {
  expect(read(text, scope)).toEqual(filter)
})

test.each([
  ['source.annotation[x]', 'source.annotation can stand only in edge {…}'],
  ['root', 'root can stand only in service {…}'],
  ['message = "x"', 'message can stand only in rootcause.….exception {…}'],
])('%s is told where it may stand', (text, message) => {
  expect(() => read(text)).toThrow(message)
})
