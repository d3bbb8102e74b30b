import { expect, test } from 'vitest'
import { isLoopback } from '../../src/client/index.ts'

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.example', false],
  ['127.example', false],
])('isLoopback(%j) is %s', (host, isHere) => expect(isLoopback(host)).toBe(isHere))
