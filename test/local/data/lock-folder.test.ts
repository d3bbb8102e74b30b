import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lockFolder } from '../../../src/local/data/lock-folder.ts'

const parent = mkdtempSync(join(tmpdir(), 'spanray-lock-'))
afterAll(() => rmSync(parent, { recursive: true }))

test('lockFolder() makes a folder and keeps others off it, until it is released', async () => {
  const folder = join(parent, 'a', 'b')
  const lock = await lockFolder(folder, 7, () => true)
  await expect(lockFolder(folder, 8, () => true)).rejects.toThrow('process 7 does so already')
  await lock.release()
  await (await lockFolder(folder, 8, () => true)).release()
})

test.each(['7', '', 'garbage'])(
  'lockFolder() takes over what a process left that has gone: %j',
  async text => {
    const folder = mkdtempSync(join(parent, 'left-'))
    writeFileSync(join(folder, 'lock'), text)
    const lock = await lockFolder(folder, 8, () => false)
    await lock.release()
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  },
)
