import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

test('`npm run soak:sampling`, for some seconds: X-Ray is told of every decision once', {
  timeout: 60_000,
}, async () => {
  const bench = join(projectRoot, 'bench/soak-sampling.mjs')
  const { code, stdout, stderr } = await runNode([bench, '--seconds', '15', '--rate', '2000'])
  expect(`${stdout}${stderr}`).not.toContain('FAILED')
  expect(stdout.match(/^ok /gm)).toHaveLength(5)
  expect(code).toBe(0)
})
