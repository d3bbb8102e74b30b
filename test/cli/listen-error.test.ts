import { describe, expect, test } from 'vitest'
import { explainListenError } from '../../src/cli/listen-error.ts'

function failure(code: string, syscall = 'listen'): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
}

describe('explainListenError()', () => {
  // Port 1 is held by nobody that this machine would tell of.
  test.each([
    [failure('EADDRINUSE'), 'TCP port 1 is in use; stop it, or choose another port: spanray local --port 2'],
    [
      failure('EADDRINUSE', 'bind'),
      'UDP port 1 is in use; stop it, or choose another port: spanray local --port 2',
    ],
    [
      failure('EACCES'),
      'the port needs rights that this process does not have; choose one over 1023: spanray local --port 2000',
    ],
    [failure('EADDRNOTAVAIL'), 'this machine has no such address; choose one of its own'],
    [failure('EFAULT'), 'listen EFAULT'],
  ])('explains %s', async (error, explanation) => {
    const elsewhere = (port: number) => `spanray local --port ${port}`
    const text = await explainListenError(error, '10.0.0.1', 1, elsewhere)
    expect(text).toBe(`Cannot listen on 10.0.0.1:1: ${explanation}`)
  })
})
