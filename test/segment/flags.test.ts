import { expect, test } from 'vitest'
import { convertOne } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const ERROR = 2

test.each([
  [200, 0, {}],
  [301, 0, {}],
  [404, 0, { error: true }],
  [404, ERROR, { error: true }],
  [429, 0, { error: true, throttle: true }],
  [500, 0, { fault: true }],
  [599, 0, { fault: true }],
  [200, ERROR, { fault: true }],
  [undefined, ERROR, { fault: true }],
  [undefined, 0, {}],
])('flagMembers() makes of HTTP status %s and span status %s %j', (status, code, flags) => {
  for (const key of ['http.response.status_code', 'http.status_code']) {
    const document = convertOne(
      endedSpan({ kind: 'server', status: { code }, attributes: { [key]: status } }),
    )
    const { error, throttle, fault } = document
    expect(JSON.parse(JSON.stringify({ error, throttle, fault }))).toEqual(flags)
  }
})
