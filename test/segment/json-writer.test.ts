import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonWriter } from '../../src/segment/json-writer.ts'

function write(by: (json: JsonWriter) => void): unknown {
  const json = new JsonWriter()
  json.begin()
  by(json)
  json.end()
  return JSON.parse(Buffer.from(json.take()).toString())
}

test('JsonWriter leaves out what has no value', () => {
  const document = write(json => {
    json.string('none', undefined)
    json.number('none', undefined)
    json.flag('none', false)
    json.any('none', undefined)
    json.members(new Uint8Array(0))
  })
  expect(document).toEqual({})
})

test('JsonWriter puts commas where they belong', () => {
  const document = write(json => {
    json.open('a')
    json.string('text', 'x"y')
    json.close()
    json.open('b')
    json.open('c')
    json.number('number', 1)
    json.flag('flag', true)
    json.close()
    json.any('any key', [1])
    json.close()
    json.members(Buffer.from('"d":1,"e":2'))
    json.json('f', '{}')
  })
  expect(document).toEqual({
    a: { text: 'x"y' },
    b: { c: { number: 1, flag: true }, 'any key': [1] },
    d: 1,
    e: 2,
    f: {},
  })
})

test('JsonWriter leaves out an object without members, wherever it stands', () => {
  const document = write(json => {
    json.open('empty')
    json.open('empty')
    json.close()
    json.close()
    json.string('a', '1')
    json.open('empty')
    json.close()
    json.string('b', '2')
  })
  expect(document).toEqual({ a: '1', b: '2' })
})

test('JsonWriter writes any text, short or long, as JSON.stringify() reads it back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary', minLength: 150, maxLength: 400 }),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), text, (texts, key) => {
      const document = write(json => {
        for (const [index, value] of texts.entries()) json.string(`k${index}`, value)
        json.any(key, texts)
      })
      expect(document).toEqual({
        ...Object.fromEntries(texts.map((value, index) => [`k${index}`, value])),
        [key]: texts,
      })
    }),
  )
})

test('JsonWriter writes lists', () => {
  const document = write(json => {
    json.openList('none')
    json.closeList()
    json.openList('items')
    json.item(Buffer.from('1'))
    json.beginItem()
    json.string('a', 'x')
    json.end()
    json.beginItem()
    json.open('empty')
    json.close()
    json.end()
    json.closeList()
    json.string('last', 'y')
  })
  expect(document).toEqual({ none: [], items: [1, { a: 'x' }, {}], last: 'y' })
})

test('JsonWriter grows with what is written, and begins anew', () => {
  const json = new JsonWriter()
  for (const length of [10, 300_000, 5_000_000, 10, 300_000]) {
    json.begin()
    json.string('text', 'ä'.repeat(length))
    json.number('number', 7)
    json.end()
    expect(JSON.parse(Buffer.from(json.take()).toString())).toEqual({
      text: 'ä'.repeat(length),
      number: 7,
    })
  }
})

test('JsonWriter leaves alone what was taken out, and what was not makes room', () => {
  const json = new JsonWriter()
  const write = (text: string) => {
    json.begin()
    json.string('text', text)
    json.end()
  }
  const texts = Array.from({ length: 300 }, (_, index) => `${index}`.repeat(200))
  const taken = texts.map((text, index) => {
    write('x'.repeat(index * 500))
    write(text)
    return json.take()
  })
  expect(taken.map(bytes => JSON.parse(Buffer.from(bytes).toString()))).toEqual(texts.map(text => ({ text })))
})

test('JsonWriter keeps hardly more memory alive for a large document than it has', () => {
  const json = new JsonWriter()
  json.begin()
  json.string('text', `"${'x'.repeat(60_000)}`)
  json.end()
  const taken = json.take()
  expect(JSON.parse(Buffer.from(taken).toString()).text).toHaveLength(60_001)
  expect(taken.buffer.byteLength).toBeLessThan(70_000)
})

test('JsonWriter gives members to be written again', () => {
  const json = new JsonWriter()
  json.begin()
  json.string('id', 'a')
  const start = json.mark()
  expect(json.membersSince(start)).toHaveLength(0)
  json.number('line', 7)
  json.string('text', 'b'.repeat(100_000))
  const members = json.membersSince(start)
  json.begin()
  json.members(members)
  json.flag('last', true)
  expect(JSON.parse(`${json.toOpenText()}}`)).toEqual({ line: 7, text: 'b'.repeat(100_000), last: true })
})

test('JsonWriter gives what is written so far as an object without its closing brace', () => {
  const json = new JsonWriter()
  json.begin()
  json.string('name', 'shop')
  expect(json.toOpenText()).toBe('{"name":"shop"')
  json.number('line', 7)
  expect(json.toOpenText()).toBe('{"name":"shop","line":7')
})

test.each([
  [[1_763_800_000, 0], '1763800000'],
  [[1_763_800_000, 7_000_000], '1763800000.007'],
  [[1_763_800_000, 123_456_789], '1763800000.123456789'],
  [[1_763_800_000, 42], '1763800000.000000042'],
  [[0, 999_999_999], '0.999999999'],
  [[1_763_800_000, 1e9], '1763800001'],
  [[1_763_800_000.5, 0.4], '1763800000.500'],
] as const)('JsonWriter writes the time %j as %s', (time, text) => {
  const json = new JsonWriter()
  json.begin()
  json.time('t', time)
  json.end()
  expect(Buffer.from(json.take()).toString()).toBe(`{"t":${text}}`)
})

test('JsonWriter writes more keys than it remembers, and long ones', () => {
  const keys = [
    ...Array.from({ length: 3000 }, (_, index) => `key "${index}"`),
    'abcdef\x7f😀',
    'ä'.repeat(500),
  ]
  const document = write(json => {
    for (const key of keys) json.string(key, 'x')
    for (const key of keys.slice(-2)) json.open(`${key}!`)
    json.number('n', 1)
    json.close()
    json.close()
  })
  const [outer, inner] = keys.slice(-2)
  expect(document).toEqual({
    ...Object.fromEntries(keys.map(key => [key, 'x'])),
    [`${outer}!`]: { [`${inner}!`]: { n: 1 } },
  })
})
