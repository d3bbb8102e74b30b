import { UsageError } from './read-options.ts'

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * Seconds that a text means.
 *
 *     10m → 600    2h → 7200    1.5d → 129600
 *
 * @throws UsageError when it means none
 */
export function readSince(option: string, text: string): number {
  const [, count, unit = ''] = /^(\d{1,6}(?:\.\d+)?)([smhd])$/.exec(text) ?? []
  if (Number(count) > 0) return Number(count) * SECONDS[unit]!
  throw new UsageError(`${option} is '${text}'; it must be a time such as 30s, 10m, 2h or 1d`)
}
