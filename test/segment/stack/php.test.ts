import { describe, expect, test } from 'vitest'
import { parsePhpFrame, readPhpStack } from '../../../src/segment/stack/php.ts'

describe('readPhpStack()', () => {
  test("reads Java's form, as OpenTelemetry writes it", () => {
    const text = `Exception: outer
 at App.Cart.total(cart.php:41)
 at {main}(index.php:3)
Caused by: RuntimeException: inner
 at App.Cart.check(cart.php:12)
 ... 1 more`
    expect(readPhpStack(text, 'outer')).toMatchObject([
      { frames: ['App.Cart.total(cart.php:41)', '{main}(index.php:3)'], cause: 1 },
      { type: 'RuntimeException', message: 'inner', frames: ['App.Cart.check(cart.php:12)'], truncated: 1 },
    ])
  })

  test("reads PHP's own form, where the recorded one is the last", () => {
    const text = `RuntimeException: inner in /srv/cart.php:12
Stack trace:
#0 /srv/cart.php(41): App\\Cart->check(7)
#1 {main}

Next LogicException: outer
of two lines in /srv/cart.php:43
Stack trace:
#0 [internal function]: App\\Cart->total()
#1 {main}`
    expect(readPhpStack(text)).toEqual([
      {
        type: undefined,
        message: undefined,
        frames: ['/srv/cart.php(43)', '[internal function]: App\\Cart->total()', '{main}'],
        frameCount: 3,
        truncated: 0,
        skipped: 0,
        cause: 1,
      },
      {
        type: 'RuntimeException',
        message: 'inner',
        frames: ['/srv/cart.php(12)', '/srv/cart.php(41): App\\Cart->check(7)', '{main}'],
        frameCount: 3,
        truncated: 0,
        skipped: 0,
        cause: undefined,
      },
    ])
  })

  test('reads a chain of three, whatever ends its lines, with messages that look like frames', () => {
    const frames = Array.from({ length: 11 }, (_, index) => `#${index} /srv/a.php(${index + 1}): f()`)
    const text = `RuntimeException: low
see #1 of two lines in /srv/a.php:12
Stack trace:
${frames.join('\n')}

Next LogicException: mid in /srv/b.php:43
Stack trace:
#0 {main}

Next Exception: top in /srv/c.php:3
Stack trace:
#0 {main}`
    const exceptions = readPhpStack(text)
    expect(exceptions.map(({ type, message, cause }) => [type, message, cause])).toEqual([
      [undefined, undefined, 1],
      ['LogicException', 'mid', 2],
      ['RuntimeException', 'low\nsee #1 of two lines', undefined],
    ])
    expect(exceptions[2]?.frames).toEqual([
      '/srv/a.php(12)',
      ...frames.map(frame => frame.replace(/^#\d+ /, '')),
    ])
    const windows = JSON.stringify(readPhpStack(text.replaceAll('\n', '\r\n')))
    expect(JSON.parse(windows.replaceAll('\\r', ''))).toEqual(JSON.parse(JSON.stringify(exceptions)))
  })

  test('reads a trace without a title', () => {
    expect(readPhpStack('#0 /srv/a.php(1): f()\n#1 {main}')).toMatchObject([
      { frames: ['/srv/a.php(1): f()', '{main}'] },
    ])
  })

  test.each(['', '#0 ', '#0', 'Next \n#0 x', ' in :1\n#0 x', 'x in y\n#0 z'])(
    'takes %j as it comes',
    text => {
      expect(readPhpStack(text)).toHaveLength(1)
    },
  )
})

test.each([
  [
    '/srv/cart.php(41): App\\Cart->total(7)',
    { path: '/srv/cart.php', line: 41, label: 'App\\Cart->total(7)' },
  ],
  ['/srv/cart.php(41)', { path: '/srv/cart.php', line: 41 }],
  ['/srv/a (1)/b.php(2): f()', { path: '/srv/a (1)/b.php', line: 2, label: 'f()' }],
  ['[internal function]: f()', { path: '[internal function]', label: 'f()' }],
  ['{main}', { label: '{main}' }],
  ['App.Cart.total(cart.php:41)', { path: 'cart.php', line: 41, label: 'App.Cart.total' }],
])('parsePhpFrame() reads %j', (text, frame) => {
  expect(parsePhpFrame(text)).toEqual(frame)
})
