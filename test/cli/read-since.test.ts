import { expect, test } from 'vitest'
import { readSince } from '../../src/cli/read-since.ts'

test.each([
  ['30s', 30],
  ['10m', 600],
  ['2h', 7200],
  ['1.5d', 129_600],
])('readSince() reads %s', (text, seconds) => {
  expect(readSince('--since', text)).toBe(seconds)
})

test.each(['', '10', '0m', 'm', '-1m', '1w', '1e3s'])('readSince() refuses %j', text => {
  expect(() => readSince('--since', text)).toThrow(`--since is '${text}'; it must be a time such as 30s`)
})
