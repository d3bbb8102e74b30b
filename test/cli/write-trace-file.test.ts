import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { writeTraceFile } from '../../src/cli/write-trace-file.ts'
import { segment } from '../document/documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-trace-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const template = join(folder, 'template.html')
writeFileSync(template, '<script id="trace-file" type="application/json">null</script>')

test('writeTraceFile() writes the documents into the page', () => {
  const path = join(folder, 'trace.html')
  expect(writeTraceFile(path, [segment('shop')], pathToFileURL(template))).toBeUndefined()
  expect(readFileSync(path, 'utf8')).toContain('"name":"shop"')
})

test('writeTraceFile() says what it could not do', () => {
  const nowhere = join(folder, 'no/such/folder.html')
  expect(writeTraceFile(nowhere, [], pathToFileURL(template))).toContain(
    `Cannot write the trace to ${nowhere}: ENOENT`,
  )
})
