import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askPackages } from '../../src/doctor/ask-packages.ts'
import { appFolder } from '../fixtures/app-folder.ts'

test('askPackages() says what is traced, what is not and why, and who traces too', () => {
  using app = appFolder({
    'node_modules/express/package.json': '{}',
    'node_modules/pg/package.json': '{}',
    'node_modules/dd-trace/package.json': '{}',
    'services/shop/package.json': '{}',
  })
  const environment = { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'pg' }
  const findings = askPackages({ environment, folder: join(app.folder, 'services/shop') })
  expect(findings.map(({ verdict, says }) => [verdict, says])).toEqual([
    ['ok', 'http, undici, express are traced'],
    ['note', 'installed, and turned off: pg'],
    ['note', expect.stringContaining('dd-trace')],
  ])
})

test('askPackages() makes nothing of what is off by default', () => {
  using app = appFolder({ 'node_modules/router/package.json': '{}' })
  const [, off] = askPackages({ environment: {}, folder: app.folder })
  expect(off).toEqual({
    about: 'instrumentations',
    verdict: 'ok',
    says: 'installed, and off by default: router',
  })
})

test('askPackages() calls an unknown instrumentation a loss', () => {
  using app = appFolder({})
  const environment = { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,expres' }
  expect(askPackages({ environment, folder: app.folder })).toMatchObject([
    { verdict: 'ok', says: 'http are traced' },
    { verdict: 'loss', says: expect.stringContaining("'expres'") },
  ])
})
