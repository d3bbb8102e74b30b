import { expect, test } from 'vitest'
import { formatZoom, parseZoom } from '../../../src/page/model/zoom-text.ts'

test('a window comes back from the URL as it was, to the microsecond', () => {
  const window = { startSeconds: 0.01, endSeconds: 0.0245678 }
  expect(formatZoom(window, 2)).toBe('0.01~0.024568')
  expect(parseZoom('0.01~0.024568', 2)).toEqual({ startSeconds: 0.01, endSeconds: 0.024568 })
})

test('the whole trace is nothing, and nothing is the whole trace', () => {
  expect(formatZoom({ startSeconds: 0, endSeconds: 2 }, 2)).toBe('')
  for (const text of [undefined, '', 'a~b', '2~1', '-1~1', '1', '3~4', '0~Infinity'])
    expect(parseZoom(text, 2)).toEqual({ startSeconds: 0, endSeconds: 2 })
})
