import { expect, test } from 'vitest'
import { settingOf } from '../../src/doctor/setting-of.ts'

test('settingOf() gives the first that is set', () => {
  expect(settingOf({ A: '', B: 'b', C: 'c' }, ['A', 'B', 'C'])).toEqual({ name: 'B', value: 'b' })
  expect(settingOf({}, ['A'])).toBeUndefined()
})
