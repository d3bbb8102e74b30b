import { afterEach, expect, test, vi } from 'vitest'
import { startTimer } from '../../src/emit/index.ts'

afterEach(() => void vi.unstubAllGlobals())

test('startTimer() calls back, and keeps no process alive', async () => {
  let timer: NodeJS.Timeout | undefined
  await new Promise<void>(resolve => {
    timer = startTimer(resolve, 1)
    expect(timer?.hasRef()).toBe(false)
    timer?.ref()
  })
})

test('startTimer() throws nothing where nobody may wait', () => {
  vi.stubGlobal('setTimeout', () => {
    throw new Error('no waiting here')
  })
  expect(startTimer(() => {}, 1)).toBeUndefined()
})
