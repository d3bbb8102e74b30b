import { expect, test } from 'vitest'
import { JsonWriter } from '../../src/segment/json-writer.ts'

function write(by: (json: JsonWriter) => void): unknown {
  const json = new JsonWriter()
  by(json)
  return JSON.parse(`${json.finish()}}`)
}

test('JsonWriter leaves out what has no value', () => {
  const document = write(json => {
    json.string('none', undefined)
    json.number('none', undefined)
    json.flag('none', false)
    json.any('none', undefined)
    json.members('')
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
    json.members('"d":1,"e":2')
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
