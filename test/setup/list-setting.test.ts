import { expect, test } from 'vitest'
import { listSetting } from '../../src/setup/list-setting.ts'

test.each([
  [undefined, []],
  ['', []],
  [' a, b c ,,d', ['a', 'b c', 'd']],
])('listSetting(%j) is %j', (text, items) => {
  expect(listSetting(text)).toEqual(items)
})
