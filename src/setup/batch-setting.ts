import { numberSetting } from './number-setting.ts'

/** OpenTelemetry's options of a processor that exports in batches. */
export interface BatchSetting {
  /** Milliseconds between exports. */
  scheduledDelayMillis?: number
  /** Milliseconds that an export may take. */
  exportTimeoutMillis?: number
  maxQueueSize?: number
  maxExportBatchSize?: number
}

const VARIABLES: Readonly<Record<keyof BatchSetting, string>> = {
  scheduledDelayMillis: 'OTEL_BSP_SCHEDULE_DELAY',
  exportTimeoutMillis: 'OTEL_BSP_EXPORT_TIMEOUT',
  maxQueueSize: 'OTEL_BSP_MAX_QUEUE_SIZE',
  maxExportBatchSize: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
}

/** What the environment says of batches; what it does not say is left to the processor. */
export function batchSetting(environment: NodeJS.ProcessEnv, warn: (message: string) => void): BatchSetting {
  const setting: BatchSetting = {}
  for (const [option, name] of Object.entries(VARIABLES)) {
    const number = numberSetting(environment, [name], 1, warn)
    if (number !== undefined) setting[option as keyof BatchSetting] = number
  }
  return setting
}
