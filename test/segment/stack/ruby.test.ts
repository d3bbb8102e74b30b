import { describe, expect, test } from 'vitest'
import { parseRubyFrame, readRubyStack } from '../../../src/segment/stack/ruby.ts'

describe('readRubyStack()', () => {
  test('reads a full message with its causes', () => {
    const text = `cart.rb:12:in 'Cart#total': outer
of two lines (RuntimeError)
	from cart.rb:41:in '<main>'
cart.rb:3:in \`/': divided by 0: (really) (ZeroDivisionError)
Did you mean?  *
	from cart.rb:5:in \`check'
`
    expect(readRubyStack(text, 'outer\nof two lines (RuntimeError)')).toMatchObject([
      { frames: ["cart.rb:41:in '<main>'"], cause: 1 },
      {
        type: 'ZeroDivisionError',
        message: 'divided by 0: (really)\nDid you mean?  *',
        frames: ["cart.rb:3:in `/'", "cart.rb:5:in `check'"],
        cause: undefined,
      },
    ])
    expect(readRubyStack("a.rb:1:in 'f': x (Err)\n\tfrom a.rb:9", 'x')).toMatchObject([
      { type: undefined, frames: ["a.rb:1:in 'f'", 'a.rb:9'] },
    ])
  })

  test('reads a plain backtrace', () => {
    expect(readRubyStack("a.rb:1:in 'f'\nb.rb:2:in 'g'\nother")).toMatchObject([
      { frames: ["a.rb:1:in 'f'", "b.rb:2:in 'g'"] },
    ])
  })

  test('reads lines of the message of a cause for nothing else', () => {
    const text =
      'a.rb:10: x (Err)\n\tfrom a.rb:9\nb.rb:123: low (Low::Err)\nfrom here\n  and on\n\tfrom b.rb:9'
    expect(readRubyStack(text, 'x')).toMatchObject([
      { type: undefined, message: undefined, frames: ['a.rb:10', 'a.rb:9'], cause: 1 },
      { type: 'Low::Err', message: 'low\nfrom here\nand on', frames: ['b.rb:123', 'b.rb:9'] },
    ])
  })

  test('reads the places of a plain backtrace, and nothing else in it', () => {
    const places = ["app/a.rb:123:in 'Cart#total'", 'app/b.rb:45', "c.rb:6:in `block in f'"]
    expect(readRubyStack([...places, 'd.rb:7 or so', 'e.rb'].join('\n'))).toMatchObject([{ frames: places }])
  })

  test.each(['', '\n', ')', ' ()', ':1: ()', 'x (Y)', 'unhandled exception'])(
    'takes %j as it comes',
    text => {
      expect(readRubyStack(text)).toHaveLength(1)
    },
  )
})

test.each([
  ["cart.rb:12:in 'Cart#total'", { path: 'cart.rb', line: 12, label: 'Cart#total' }],
  ["C:/cart.rb:12:in `block in total'", { path: 'C:/cart.rb', line: 12, label: 'block in total' }],
  ['cart.rb:12', { path: 'cart.rb', line: 12 }],
  ["cart.rb:12:in 'f' or so", { label: "cart.rb:12:in 'f' or so" }],
  ['(irb)', { label: '(irb)' }],
])('parseRubyFrame() reads %j', (text, frame) => {
  expect(parseRubyFrame(text)).toEqual(frame)
})
