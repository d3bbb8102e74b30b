import fs from 'node:fs'
import { expect, test, vi } from 'vitest'
import { writeToStderr } from '../../src/setup/write-to-stderr.ts'

vi.mock('node:fs', { spy: true })

test('writeToStderr() writes a line at once, and loses one that cannot be written', () => {
  const write = vi.mocked(fs.writeSync).mockImplementationOnce(() => 5)
  writeToStderr('line')
  expect(write).toHaveBeenCalledWith(2, 'line\n')
  write.mockImplementationOnce(() => {
    throw Object.assign(new Error('broken pipe'), { code: 'EPIPE' })
  })
  writeToStderr('lost')
})
