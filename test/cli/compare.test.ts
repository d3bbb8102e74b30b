import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { segment, subsegment } from '../document/documents.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
const folder = mkdtempSync(join(tmpdir(), 'spanray-compare-'))
beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => {
  cli.remove()
  rmSync(folder, { recursive: true })
})

/** A recording of one request; the file's path. */
function record(name: string, table: string, more = {}): string {
  const query = subsegment('DynamoDB', { namespace: 'aws', aws: { table_name: table } })
  const document = segment('shop', { subsegments: [query], ...more })
  const path = join(folder, name)
  writeFileSync(path, `{"format":"json","version":1}\n${JSON.stringify(document)}\n`)
  return path
}

test('says what changes, and answers with 1', async () => {
  const { exitCode, stdout, stderr } = await cli.run([
    'compare',
    record('old', 'carts'),
    record('new', 'orders'),
  ])
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^ {2}- node carts +AWS::DynamoDB::Table$/m)
  expect(stdout).toMatch(/^ {2}\+ edge shop → orders +1 call$/m)
  expect(stdout).toContain('Filters       0 the same\n')
  expect(exitCode).toBe(1)
})

test('answers with 0 when only the size is another', async () => {
  const metadata = { default: { more: 'x' } }
  const paths = [record('small', 'carts'), record('large', 'carts', { metadata })]
  const { exitCode, stdout } = await cli.run(['compare', '--json', ...paths])
  const changed = JSON.parse(stdout).filter(({ changes }: { changes: [] }) => changes.length > 0)
  expect(changed.map(({ aspect }: { aspect: string }) => aspect)).toEqual(['size'])
  expect(exitCode).toBe(0)
})

test('says why a file cannot be compared', async () => {
  writeFileSync(join(folder, 'empty'), '\n')
  const missing = await cli.run(['compare', join(folder, 'nothing'), record('there', 'carts')])
  expect(missing).toMatchObject({ exitCode: 1, stderr: `Cannot read ${join(folder, 'nothing')}: ENOENT\n` })
  const empty = await cli.run(['compare', join(folder, 'empty'), record('there', 'carts')])
  expect(empty.stderr).toContain('there are no documents in it')
  const other = join(folder, 'other')
  writeFileSync(other, 'a log\nof something else\n')
  expect(await cli.run(['compare', other, other])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `Cannot compare ${other}: there are no documents in it: The document is not JSON: it begins with "a log"\n`,
  })
})

test('needs two files', async () => {
  expect(await cli.run(['compare', 'one'])).toMatchObject({ exitCode: 2 })
})
