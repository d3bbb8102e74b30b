import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

test('npm start -- --once shows a timeline for each request to the shop, and loses nothing', async () => {
  const { code, stdout, stderr } = await runNode([join(projectRoot, 'examples/start.mjs'), '--once'])
  expect({ code, last: stdout.trimEnd().split('\n').at(-1) }, stderr).toEqual({
    code: 0,
    last: '9 traces, 14 segment documents, 0 lost',
  })
  for (const shown of [
    'shop-front',
    'shop-stock',
    'DynamoDB GetItem',
    'shop@127.0.0.1 SELECT',
    '404',
    '429',
    '500',
    'Cannot check out cart-1',
  ]) {
    expect(stdout).toContain(shown)
  }
  expect(stdout).not.toContain('\u001b[')
}, 120_000)

test('npm start tells its options, and of one that it does not know', async () => {
  const start = join(projectRoot, 'examples/start.mjs')
  expect(await runNode([start, '--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('npm start -- --once '),
  })
  expect(await runNode([start, '--twice'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Unknown option '--twice'\n\nnpm start /),
  })
})
