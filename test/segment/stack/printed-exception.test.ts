import { expect, test } from 'vitest'
import { addFrame, linkCause, printedException } from '../../../src/segment/stack/printed-exception.ts'

test('addFrame() keeps fifty frames of a thousand characters, and counts the others', () => {
  const exception = printedException()
  for (let index = 0; index < 53; index++) addFrame(exception, `${index}`.padEnd(2000, 'x'))
  expect(exception.frames.map(frame => frame.length)).toEqual(Array(50).fill(1000))
  expect(exception.truncated).toBe(3)
})

test('linkCause() keeps the first cause', () => {
  const exception = printedException('Error', 'x')
  linkCause(exception, 1)
  linkCause(exception, 2)
  expect(exception).toMatchObject({ type: 'Error', message: 'x', cause: 1 })
})
