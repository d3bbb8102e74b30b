import { SettingsError } from './daemon-settings.ts'

const MEGABYTE = 1024 * 1024

/** As AWS's daemon. */
const LEAST_MEGABYTES = 3

/** One percent of a small container is little for a burst. */
const LEAST_BY_DEFAULT_MEGABYTES = 16

/**
 * The bytes of documents that may wait in memory.
 *
 *     memoryLimit(64, …) → 67,108,864    memoryLimit(0, 8 GB) → 1 % of it: 85,899,345
 *
 * @param megabytes as `-m` and `TotalBufferSizeMB` have them; 0 is 1 % of the memory there is, and at least 16 MB
 * @param totalBytes of the machine, or of the container if that has less
 * @throws SettingsError under 3 MB
 */
export function memoryLimit(megabytes: number, totalBytes: number): number {
  if (megabytes === 0) return Math.max(Math.floor(totalBytes / 100), LEAST_BY_DEFAULT_MEGABYTES * MEGABYTE)
  if (megabytes >= LEAST_MEGABYTES) return megabytes * MEGABYTE
  throw new SettingsError(
    `The buffer memory is ${megabytes} MB; it must be ${LEAST_MEGABYTES} MB or more, or 0 for 1 % of what there is`,
  )
}
