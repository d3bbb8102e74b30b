import { expect, test } from 'vitest'
import { Claims } from '../../src/segment/claims.ts'

test('Claims takes what it reads, and leaves what it only looks at', () => {
  const claims = new Claims({ 'http.method': 'GET', 'http.route': '/a' })
  expect(claims.string('http.method')).toBe('GET')
  expect(claims.peek('http.route')).toBe('/a')
  expect(claims.isTaken('http.method')).toBe(true)
  expect(claims.isTaken('http.route')).toBe(false)
})

test('Claims prefers the newer key, and takes an older one that says the same', () => {
  const claims = new Claims({ 'url.full': 'http://a/', 'http.url': 'http://a/' })
  expect(claims.string('url.full', 'http.url')).toBe('http://a/')
  expect(claims.isTaken('http.url')).toBe(true)
})

test('Claims leaves an older key that says something else', () => {
  const claims = new Claims({ 'server.port': 80, 'net.host.port': 8080 })
  expect(claims.number('server.port', 'net.host.port')).toBe(80)
  expect(claims.isTaken('net.host.port')).toBe(false)
})

test('Claims leaves a value of another type, so that it is seen in the metadata', () => {
  const claims = new Claims({ method: 7, status: 'teapot', size: 1.5 })
  expect(claims.string('method')).toBeUndefined()
  expect(claims.number('status')).toBeUndefined()
  expect(claims.number('size')).toBeUndefined()
  for (const key of ['method', 'status', 'size']) expect(claims.isTaken(key)).toBe(false)
})

test.each([
  ['5432', 5432],
  [0, 0],
  ['1e3', undefined],
  ['5 ', undefined],
  ['-5', undefined],
  ['', undefined],
  ['1234567890123456', undefined],
  [true, undefined],
  [undefined, undefined],
])('Claims reads %j as the number %s', (value, number) => {
  const claims = new Claims({ port: value })
  expect(claims.number('port')).toBe(number)
  expect(claims.isTaken('port')).toBe(number !== undefined)
})

test('Claims reads the older key where the newer one is missing or says nothing', () => {
  for (const newer of [{}, { new: '' }, { new: null }]) {
    const claims = new Claims({ ...newer, old: '7' })
    expect(claims.number('new', 'old')).toBe(7)
    expect(claims.string('new', 'old')).toBe('7')
    expect(claims.isTaken('new')).toBe(false)
    expect(claims.isTaken('old')).toBe(true)
  }
  expect(new Claims({}).string('new', 'old')).toBeUndefined()
  expect(new Claims({}).number('new', 'old')).toBeUndefined()
})

test('Claims takes an older key that has the same number', () => {
  const claims = new Claims({ new: 80, old: 80 })
  expect(claims.number('new', 'old')).toBe(80)
  expect(claims.isTaken('old')).toBe(true)
})

test.each([
  ['GET', 'GET'],
  ['', undefined],
  [7, undefined],
  [undefined, undefined],
])('Claims shows %j as the text %j and takes nothing', (value, text) => {
  const claims = new Claims({ first: 1, key: value })
  expect(claims.peekText('key')).toBe(text)
  expect(claims.peekText('missing')).toBeUndefined()
  expect(claims.isTaken('key')).toBe(false)
})

test('Claims lists its attributes in their order, and what was taken of them', () => {
  const claims = new Claims({ a: 1, b: 'two', c: 3 })
  claims.take('a')
  claims.takeAt(1)
  claims.take('missing')
  const listed = Array.from({ length: claims.size }, (_, at) => [
    claims.keyAt(at),
    claims.valueAt(at),
    claims.isTakenAt(at),
  ])
  expect(listed).toEqual([
    ['a', 1, true],
    ['b', 'two', true],
    ['c', 3, false],
  ])
  expect(claims.isTaken('missing')).toBe(false)
})

test('Claims finds the first attribute, and tells keys of one length apart', () => {
  const claims = new Claims({ abc: 'x', xyz: 'x' })
  expect(claims.peek('abc')).toBe('x')
  expect(claims.peek('abd')).toBeUndefined()
  expect(claims.string('xyz', 'abc')).toBe('x')
  expect(claims.isTaken('abc')).toBe(true)
})

test('Claims forgets what was taken, and what was kept', () => {
  const claims = new Claims({ a: 'text' })
  claims.fitted(claims.string('a'), 2, 'a')
  claims.release()
  expect(claims.isTaken('a')).toBe(false)
  expect(claims.kept).toBeUndefined()
})

test('Claims keeps the whole of a text that is cut', () => {
  const claims = new Claims({})
  expect(claims.fitted('12345', 5, 'fits')).toBe('12345')
  expect(claims.fitted(undefined, 5, 'nothing')).toBeUndefined()
  expect(claims.kept).toBeUndefined()
  expect(claims.fitted('123456', 5, 'one')).toBe('12345')
  expect(claims.fitted('abcdefg', 5, 'two')).toBe('abcde')
  expect([...claims.kept!]).toEqual([
    ['one', '123456'],
    ['two', 'abcdefg'],
  ])
})

test('Claims tells each of a hundred attributes from all others', () => {
  const keys = Array.from({ length: 100 }, (_, index) => `key.${index}`)
  for (const taken of [0, 31, 32, 33, 63, 64, 99]) {
    const claims = new Claims(Object.fromEntries(keys.map(key => [key, 'text'])))
    expect(claims.isTakenAt(taken)).toBe(false)
    claims.take(`key.${taken}`)
    expect(keys.filter(key => claims.isTaken(key))).toEqual([`key.${taken}`])
    claims.takeAt(98)
    expect(claims.isTakenAt(98)).toBe(true)
    claims.release()
    expect(keys.some(key => claims.isTaken(key))).toBe(false)
  }
})

test('Claims takes no number that a text only begins with', () => {
  const claims = new Claims({ size: '12 kB', count: '12' })
  expect([claims.number('size'), claims.number('count')]).toEqual([undefined, 12])
  expect([claims.isTaken('size'), claims.isTaken('count')]).toEqual([false, true])
})

test('Claims finds its attributes, however many there are', () => {
  for (const count of [1, 256, 257, 1000]) {
    const attributes = Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
    const claims = new Claims(attributes)
    expect(Object.keys(attributes).map(key => claims.peek(key))).toEqual(Object.values(attributes))
    expect([claims.peek('none'), claims.isTaken(`k${count - 1}`)]).toEqual([undefined, false])
    claims.take(`k${count - 1}`)
    expect(claims.isTakenAt(count - 1)).toBe(true)
  }
})

test('Claims looks at a whole number without taking it', () => {
  const claims = new Claims({ a: '7', b: 8, c: 'c' })
  expect([claims.peekNumber('a'), claims.peekNumber('c', 'b'), claims.peekNumber('c')]).toEqual([
    7,
    8,
    undefined,
  ])
  expect(claims.isTaken('a') || claims.isTaken('b')).toBe(false)
})

test('Claims looks at as many attributes as a document could hold, and counts the others', () => {
  const keys = Array.from({ length: 10_003 }, (_, index) => `key.${index}`)
  const claims = new Claims(Object.fromEntries(keys.map(key => [key, key])))
  expect([claims.size, claims.leftOut]).toEqual([10_000, 3])
  expect([claims.peek('key.9999'), claims.valueAt(9999)]).toEqual(['key.9999', 'key.9999'])
  expect(claims.peek('key.10000')).toBeUndefined()
})
