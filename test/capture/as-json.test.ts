import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asJson } from '../../src/capture/as-json.ts'

const parent = { name: 'shop', items: [] as object[] }
parent.items.push({ of: parent }, { of: parent })
const same = { id: 7 }
const endless = { toJSON: () => ({ again: endless }) }

test.each([
  ['what JSON can say', { a: [1, 'b', null, true] }, { a: [1, 'b', null, true] }],
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['a big integer', { id: 12n }, { id: '12' }],
  [
    'an error with its cause and its own members',
    Object.assign(new TypeError('no cart', { cause: new Error('no disk') }), { code: 'E_CART' }),
    { name: 'TypeError', message: 'no cart', cause: { name: 'Error', message: 'no disk' }, code: 'E_CART' },
  ],
  ['maps and sets', new Map([['sizes', new Set([1, 2])]]), { sizes: [1, 2] }],
  ['circles', parent, { name: 'shop', items: [{ of: '[Circular]' }, { of: '[Circular]' }] }],
  ['an object that is there twice', [same, same], [{ id: 7 }, { id: 7 }]],
  ['nothing', undefined, null],
  ['what has no end', endless, '[object Object]'],
])('asJson() takes %s', (_, value, said) => expect(asJson(value)).toEqual(said))

test('asJson() gives what JSON can say, whatever comes', () => {
  const anything = fc.anything({ withBigInt: true, withMap: true, withSet: true, withNullPrototype: true })
  fc.assert(fc.property(anything, value => void expect(JSON.stringify(asJson(value))).toBeTypeOf('string')))
})
