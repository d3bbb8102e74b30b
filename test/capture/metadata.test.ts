import { DiagLogLevel, diag } from '@opentelemetry/api'
import { afterEach, expect, test, vi } from 'vitest'
import { metadata } from '../../src/capture/metadata.ts'
import { traced } from '../fixtures/traced.ts'

afterEach(() => diag.disable())

test('metadata() writes into namespaces, the last value of each key', async () => {
  const { document } = await traced(() => {
    metadata('cart', { items: 2 })
    metadata('cart', { items: 3 })
    metadata('__proto__', 'x', 'shop')
    metadata('price', 9.5, 'shop')
    metadata('list', [1, 'a', null], 'shop')
  })
  expect(document.metadata?.default).toMatchObject({ cart: { items: 3 } })
  expect(document.metadata?.shop).toEqual(JSON.parse('{"__proto__":"x","price":9.5,"list":[1,"a",null]}'))
})

test.each([
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['nothing', undefined, null],
  ['an error', new TypeError('no cart'), { name: 'TypeError', message: 'no cart' }],
  ['a big integer', 12n, '12'],
  ['a function', () => 1, null],
])('metadata() takes %s', async (_, value, written) => {
  const { document } = await traced(() => metadata('key', value, 'mine'))
  expect(document.metadata?.mine).toEqual({ key: written })
})

test('metadata() refuses what would not fit into its namespace, and keeps what is there', async () => {
  const warn = vi.fn()
  diag.setLogger({ warn, error: warn, info: warn, debug: warn, verbose: warn }, DiagLogLevel.WARN)
  const { document } = await traced(() => {
    metadata('small', 1, 'mine')
    metadata('huge', 'x'.repeat(64_000), 'mine')
    metadata('other', 2, 'mine')
  })
  expect(document.metadata?.mine).toEqual({ small: 1, other: 2 })
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/cannot add metadata 'huge'.*64,0\d\d characters, 64,000 are allowed/),
  )
})

test('metadata() does nothing where nothing is recorded', async () => {
  metadata('cart', 1)
  const { spans } = await traced(() => metadata('cart', 1), { sampled: false })
  expect(spans).toEqual([])
})
