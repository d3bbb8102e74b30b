import { describe, expect, test } from 'vitest'
import { explainListenError } from '../../src/cli/listen-error.ts'

function failure(code: string, syscall = 'listen'): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
}

describe('explainListenError()', () => {
  // Port 1 is held by nobody that this machine would tell of.
  test.each([
    [
      failure('EADDRINUSE'),
      'TCP port 1 is in use; stop it, or choose another port: spanray local --port 2 --host 10.0.0.1',
    ],
    [
      failure('EADDRINUSE', 'bind'),
      'UDP port 1 is in use; stop it, or choose another port: spanray local --port 2 --host 10.0.0.1',
    ],
    [
      failure('EACCES'),
      'the port needs rights that this process does not have; choose one over 1023 with --port',
    ],
    [failure('EADDRNOTAVAIL'), 'this machine has no such address; choose one of its own with --host'],
    [failure('EFAULT'), 'listen EFAULT'],
  ])('explains %s', async (error, explanation) => {
    expect(await explainListenError(error, '10.0.0.1', 1)).toBe(`Cannot listen on 10.0.0.1:1: ${explanation}`)
  })
})
