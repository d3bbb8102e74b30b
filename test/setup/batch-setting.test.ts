import { expect, test } from 'vitest'
import { batchSetting } from '../../src/setup/batch-setting.ts'

test('batchSetting() leaves to the processor what the environment does not say', () => {
  expect(batchSetting({}, message => expect.unreachable(message))).toEqual({})
})

test('batchSetting() is the four variables', () => {
  const environment = {
    OTEL_BSP_SCHEDULE_DELAY: '1',
    OTEL_BSP_EXPORT_TIMEOUT: '2',
    OTEL_BSP_MAX_QUEUE_SIZE: '3',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '4',
  }
  expect(batchSetting(environment, message => expect.unreachable(message))).toEqual({
    scheduledDelayMillis: 1,
    exportTimeoutMillis: 2,
    maxQueueSize: 3,
    maxExportBatchSize: 4,
  })
})

test('batchSetting() warns of a bound that is none', () => {
  const warnings: string[] = []
  expect(batchSetting({ OTEL_BSP_MAX_QUEUE_SIZE: '0' }, text => warnings.push(text))).toEqual({})
  expect(warnings).toEqual([expect.stringContaining("OTEL_BSP_MAX_QUEUE_SIZE='0'")])
})
