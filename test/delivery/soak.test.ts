import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

test('`npm run soak`, for some seconds: both ledgers balance, what was sent arrives', {
  timeout: 60_000,
}, async () => {
  const { code, stdout, stderr } = await runNode([join(projectRoot, 'bench/soak.mjs'), '--seconds', '9'])
  expect(`${stdout}${stderr}`).not.toContain('FAILED')
  expect(stdout.match(/^ok /gm)).toHaveLength(5)
  expect(code).toBe(0)
})
