import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeFunction } from '../fixtures/lambda-layer.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

const MAX_LAYER_BYTES = 700_000

const runCli = (args: string[]) => runNode([join(projectRoot, 'dist/cli.js'), ...args])

test('writes the same layer each time, of at most 700,000 bytes', async () => {
  using folder = writeFunction({})
  const [one, two] = [join(folder.path, 'one.zip'), join(folder.path, 'two.zip')]
  for (const file of [one, two]) {
    const { code, stderr, stdout } = await runCli(['lambda-layer', '--out', file])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^.*\.zip: \d+ files, [\d,]+ bytes\n$/)
  }
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  expect(readFileSync(one).length).toBeLessThanOrEqual(MAX_LAYER_BYTES)
})

test('exits with 2 without --out, and with 1 when the file can not be written', async () => {
  expect(await runCli(['lambda-layer'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--out') })
  const { code, stderr } = await runCli(['lambda-layer', '--out', '/no/such/folder/layer.zip'])
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/cannot write the layer.*no such file/i),
  })
})
