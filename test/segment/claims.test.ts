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

test('Claims reads digits in a text as a number', () => {
  expect(new Claims({ 'net.peer.port': '5432' }).number('net.peer.port')).toBe(5432)
})
