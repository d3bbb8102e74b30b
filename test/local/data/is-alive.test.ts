import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, expect, test, vi } from 'vitest'
import { isAlive } from '../../../src/local/data/is-alive.ts'

// Its child ends, and nobody asks about it.
const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'])
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
    await vi.waitFor(() => expect(isAlive(Number(text))).toBe(false))
    expect(process.kill(Number(text), 0)).toBe(true)
  },
)
