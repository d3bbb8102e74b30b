import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readDaemonConfig } from '../../src/cli/daemon-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const path = join(folder, 'cfg.yaml')
writeFileSync(path, 'Version: 2\nRegion: eu-west-1\nFuture: 1\n')

test('a file that was named must be right, one that was found may have keys of its own', async () => {
  await expect(readDaemonConfig(path)).rejects.toThrow(`${path}: it has the unknown key "Future"`)
  expect(await readDaemonConfig(undefined, ['/no/such', path])).toEqual({ region: 'eu-west-1' })
  expect(await readDaemonConfig(undefined, ['/no/such'])).toEqual({})
  await expect(readDaemonConfig('/no/such')).rejects.toThrow(
    'Cannot read the configuration file /no/such: ENOENT',
  )
})
