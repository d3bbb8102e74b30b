import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nearestPackage } from '../../src/setup/nearest-package.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const app = join(projectRoot, 'test/fixtures/apps/named/app.cjs')

test('nearestPackage() finds the package.json beside a file, or above it', () => {
  expect(nearestPackage(app)).toMatchObject({ name: 'named-app' })
  expect(nearestPackage(join(projectRoot, 'test/fixtures/apps/echo.cjs'))).toMatchObject({ name: 'spanray' })
})

test('nearestPackage() goes on where one is not wanted, and ends where there is none', () => {
  expect(nearestPackage(app, ({ name }) => name === 'spanray')).toMatchObject({ name: 'spanray' })
  expect(nearestPackage(app, () => false)).toBeUndefined()
})
