import { expect, test } from 'vitest'
import { urlOrigin } from '../../../src/page/model/url-origin.ts'

test.each([
  ['http://shop.example/cart', 'http://shop.example'],
  ['https://127.0.0.1:8080/', 'https://127.0.0.1:8080'],
  ['http://shop.example', ''],
  ['/cart', ''],
  ['shop-front', ''],
])('urlOrigin(%j) is %j', (url, origin) => {
  expect(urlOrigin(url)).toBe(origin)
})
