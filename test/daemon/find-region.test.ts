import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findRegion } from '../../src/daemon/find-region.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-region-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function task(text: string): NodeJS.ProcessEnv {
  const path = join(folder, 'metadata.json')
  writeFileSync(path, text)
  return { ECS_ENABLE_CONTAINER_METADATA: 'true', ECS_CONTAINER_METADATA_FILE: path }
}

const TASK = task('{"TaskARN":"arn:aws:ecs:eu-west-1:123456789012:task/default/1"}')

test('AWS_REGION, else the region of the ECS task', async () => {
  expect(await findRegion({ ...TASK, AWS_REGION: 'us-east-1' }, false)).toBe('us-east-1')
  expect(await findRegion(TASK, false)).toBe('eu-west-1')
})

test('the task is left alone in local mode, and where it says nothing', async () => {
  expect(await findRegion(TASK, true)).toBe('')
  expect(await findRegion({}, false)).toBe('')
  expect(await findRegion(task('{"TaskARN":3}'), false)).toBe('')
  expect(await findRegion(task('not json'), false)).toBe('')
  expect(await findRegion({ ...TASK, ECS_CONTAINER_METADATA_FILE: '/no/such' }, false)).toBe('')
})
