import { expect, test } from 'vitest'
import { askApiCopies } from '../../src/doctor/ask-api-copies.ts'
import { appFolder } from '../fixtures/app-folder.ts'

const at = (path: string) => `node_modules/${path}@opentelemetry/api/package.json`

test.each([
  [{}, 'ok', 'not installed'],
  [{ [at('')]: '{"version":"1.9.1"}' }, 'ok', '1.9.1 at node_modules/@opentelemetry/api'],
  [{ [at('')]: '{"version":"1.9.1"}', [at('b/node_modules/')]: '{"version":"1.4.0"}' }, 'note', '2 copies'],
  [{ [at('')]: '{"version":"0.20.0"}' }, 'loss', 'only copies of version 1'],
])('askApiCopies() with %j', (files, verdict, says) => {
  using app = appFolder(files as Record<string, string>)
  expect(askApiCopies({ environment: {}, folder: app.folder })).toMatchObject([
    { verdict, says: expect.stringContaining(says) },
  ])
})
