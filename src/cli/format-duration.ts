/**
 * A duration with about three digits, in the unit that a person would choose; at most 9 columns for less than 11 years.
 *
 *     0.00042 → 0.42 ms    0.0421 → 42.1 ms    0.482 → 482 ms    12.34 → 12.3 s    123 → 2m 03s    8000 → 2h 13m
 */
export function formatDuration(seconds: number): string {
  const millis = seconds * 1000
  if (millis < 9.995) return `${millis.toFixed(2)} ms`
  if (millis < 99.95) return `${millis.toFixed(1)} ms`
  if (millis < 999.5) return `${millis.toFixed(0)} ms`
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  if (seconds < 3599.5) return inTwo(seconds, 60, 'm', 1, 's')
  if (seconds < 86_370) return inTwo(seconds, 3600, 'h', 60, 'm')
  return inTwo(seconds, 86_400, 'd', 3600, 'h')
}

function inTwo(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const smalls = Math.round(seconds / small)
  const perLarge = large / small
  const rest = String(smalls % perLarge).padStart(2, '0')
  return `${Math.floor(smalls / perLarge)}${largeUnit} ${rest}${smallUnit}`
}
