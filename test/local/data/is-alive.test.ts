import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { isAlive } from '../../../src/local/data/is-alive.ts'

// When its child ends, nobody asks about it.
const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
afterAll(() => parent.kill())

test('isAlive() knows who runs, and who has ended', async () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(isAlive(parent.pid!)).toBe(true)
  const ended = spawn(process.execPath, ['-e', ''])
  await once(ended, 'exit')
  expect(isAlive(ended.pid!)).toBe(false)
})

test.runIf(process.platform === 'linux')(
  'isAlive() takes nobody for alive who only waits to be asked about',
  async () => {
    const [text] = await once(parent.stdout, 'data')
    const child = Number(text)
    // A shell would ask.
    await vi.waitFor(() => expect(readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n'))
    expect(isAlive(child)).toBe(true)
    process.kill(child)
    await vi.waitFor(() => expect(isAlive(child)).toBe(false))
    expect(process.kill(child, 0)).toBe(true)
  },
)
