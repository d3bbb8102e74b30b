import { expect, test } from 'vitest'
import { readPage, refuseToken } from '../../../src/local/api/read-page.ts'

const items = Array.from({ length: 250 }, (_, at) => at)

test('readPage() gives a hundred at once, until there are no more', () => {
  const seen: number[] = []
  let token: string | undefined
  do {
    const page = readPage({ NextToken: token }, items)
    seen.push(...page.items)
    token = page.NextToken
  } while (token !== undefined)
  expect(seen).toEqual(items)
})

test('readPage() refuses a token that is none of ours', () => {
  expect(() => readPage({ NextToken: '-1' }, items)).toThrow('NextToken is "-1"')
})

test('refuseToken() refuses any token', () => {
  refuseToken({})
  expect(() => refuseToken({ NextToken: '100' })).toThrow('NextToken is "100"; it is not supported here')
})
