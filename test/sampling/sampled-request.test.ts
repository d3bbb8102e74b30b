import { expect, test } from 'vitest'
import { sampledRequest } from '../../src/sampling/sampled-request.ts'

test.each([
  [
    { 'http.request.method': 'GET', 'url.path': '/Cart', 'server.address': 'Shop.example' },
    { method: 'get', path: '/cart', host: 'shop.example' },
  ],
  [
    { 'http.method': 'POST', 'http.target': '/Cart?id=7', 'http.host': 'shop.example:8080' },
    { method: 'post', path: '/cart', host: 'shop.example:8080' },
  ],
  [
    { 'http.url': 'https://a.example/p/q?x#y', 'net.host.name': 'a' },
    { path: '/p/q', host: 'a' },
  ],
  [{ 'url.full': 'https://a.example?x' }, { path: '/' }],
  [{ 'url.full': 'no url', 'http.method': 7 }, { path: '/' }],
  [{}, { path: '/' }],
])('sampledRequest(%j)', (attributes, request) => {
  expect(sampledRequest(attributes)).toEqual({ host: undefined, method: undefined, attributes, ...request })
})
