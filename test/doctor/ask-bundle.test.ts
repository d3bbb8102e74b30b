import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askBundle } from '../../src/doctor/ask-bundle.ts'
import { appFolder } from '../fixtures/app-folder.ts'

const long = 'x()\n'.repeat(10_000)

test.each([
  ['a file of its own', 'require("pg") // X-Powered-By', undefined],
  ['a bundle without packages', long, undefined],
  [
    'a bundle with comments',
    `${long}// node_modules/pg/lib/client.js\n// node_modules/@smithy/core/x.js`,
    '@aws-sdk, pg',
  ],
  ['a bundle of what is not instrumented', `${long}// node_modules/lodash/lodash.js`, undefined],
  [
    'a minified bundle',
    `${long}new Error("Cannot use a pool after calling end on the pool");h("X-Powered-By")`,
    'express, pg',
  ],
])('askBundle() looks at %s', (_, text, packages) => {
  using app = appFolder({ 'app.cjs': text })
  const findings = askBundle({ environment: {}, folder: app.folder, script: join(app.folder, 'app.cjs') })
  expect(findings).toEqual(
    packages === undefined
      ? []
      : [
          expect.objectContaining({
            verdict: 'loss',
            says: expect.stringContaining(`with ${packages} in it`),
          }),
        ],
  )
})

test('askBundle() asks nothing without a file', () => {
  expect(askBundle({ environment: {}, folder: '/' })).toEqual([])
  expect(askBundle({ environment: {}, folder: '/', script: '/nowhere.js' })).toEqual([])
})
