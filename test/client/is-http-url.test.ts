import { expect, test } from 'vitest'
import { isHttpUrl } from '../../src/client/index.ts'

test.each([
  ['http://127.0.0.1:2000', true],
  ['https://xray.eu-west-1.amazonaws.com', true],
  ['http://', false],
  ['http://[', false],
  ['http://localhost:99999', false],
  ['udp://127.0.0.1:2000', false],
  ['xray', false],
  ['', false],
])('isHttpUrl(%j) is %s', (text, isUrl) => expect(isHttpUrl(text)).toBe(isUrl))
