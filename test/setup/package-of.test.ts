import { expect, test } from 'vitest'
import { packageOf } from '../../src/setup/package-of.ts'

test.each([
  ['pg', 'pg'],
  ['pg/lib/client.js', 'pg'],
  ['@smithy/core/dist-cjs/index.js', '@smithy/core'],
  ['node:fs/promises', 'fs/promises'],
  ['/srv/app/node_modules/pg/lib/index.js', 'pg'],
  ['/srv/node_modules/.pnpm/pg@8.11.3/node_modules/@a/pg/index.js', '@a/pg'],
  ['C:\\srv\\node_modules\\pg\\index.js', 'pg'],
  ['file:///srv/node_modules/pg/index.mjs', 'pg'],
  ['./pg', undefined],
  ['/srv/app/pg.js', undefined],
  ['C:\\srv\\pg.js', undefined],
  ['file:///srv/pg.js', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is of the package %j', (request, name) => expect(packageOf(request)).toBe(name))
