import { expect, test } from 'vitest'
import { parsePlainFrame, readPlainStack } from '../../../src/segment/stack/plain.ts'

test.each([
  ['it broke\n  in main\n\n  in start', 'it broke', ['in main', 'in start']],
  ['it broke\nbadly\n  in main', 'it broke\nbadly', ['in main']],
  ['0: main\n  at main.rs:3', 'it broke', ['0: main', 'at main.rs:3']],
  ['in main', undefined, ['in main']],
  ['  in main\n   \r\n\t', undefined, ['in main']],
  ['', '', []],
])('readPlainStack(%j, %j) keeps the lines', (text, message, frames) => {
  expect(readPlainStack(text, message)).toMatchObject([{ frames }])
})

test('parsePlainFrame() takes all of it for the label', () => {
  expect(parsePlainFrame('in main')).toEqual({ label: 'in main' })
})
