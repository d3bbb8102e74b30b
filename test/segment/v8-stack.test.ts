import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseV8Frame, v8Frames } from '../../src/segment/v8-stack.ts'

const parseV8Stack = (stack: string) => v8Frames(stack).map(parseV8Frame)

describe('v8Frames() and parseV8Frame()', () => {
  test.each([
    ['at priceOf (/srv/app/cart.js:41:19)', { path: '/srv/app/cart.js', line: 41, label: 'priceOf' }],
    [
      'at Object.<anonymous> (/srv/app/index.js:7:3)',
      { path: '/srv/app/index.js', line: 7, label: 'Object.<anonymous>' },
    ],
    [
      'at new Cart (file:///srv/app/cart.mjs:12:5)',
      { path: 'file:///srv/app/cart.mjs', line: 12, label: 'new Cart' },
    ],
    ['at async Promise.all (index 0)', { path: 'index 0', label: 'async Promise.all' }],
    ['at /srv/app/anon.js:3:1', { path: '/srv/app/anon.js', line: 3 }],
    [
      'at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
      { path: 'node:internal/process/task_queues', line: 95, label: 'process.processTicksAndRejections' },
    ],
    ['at f (C:\\app\\a.js:3:4)', { path: 'C:\\app\\a.js', line: 3, label: 'f' }],
    ['at https://cdn.example/x.js:1:2', { path: 'https://cdn.example/x.js', line: 1 }],
    ['at Array.map (<anonymous>)', { path: '<anonymous>', label: 'Array.map' }],
    [
      'at Foo.bar [as baz] (/a (copy)/b.js:1:2)',
      { path: '/a (copy)/b.js', line: 1, label: 'Foo.bar [as baz]' },
    ],
  ])('reads %j', (line, frame) => {
    expect(parseV8Stack(`Error: x\n    ${line}`)).toEqual([frame])
  })

  test('finds nothing in other texts', () => {
    expect(parseV8Stack('')).toEqual([])
    expect(parseV8Stack('Traceback (most recent call last):\n  File "a.py", line 1')).toEqual([])
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), parts => {
        for (const { line } of parseV8Stack(parts.join('\n    at '))) {
          expect(line === undefined || Number.isInteger(line)).toBe(true)
        }
      }),
    )
  })
})
