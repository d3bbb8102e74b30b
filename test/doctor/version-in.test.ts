import { expect, test } from 'vitest'
import { versionIn } from '../../src/doctor/version-in.ts'
import { appFolder } from '../fixtures/app-folder.ts'

test.each([
  ['{"version":"1.9.0"}', '1.9.0'],
  ['{}', undefined],
  ['{"version":1}', undefined],
  ['not JSON', undefined],
])('versionIn() reads %s', (text, version) => {
  using app = appFolder({ 'package.json': text })
  expect(versionIn(app.folder)).toBe(version)
})
