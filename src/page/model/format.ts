const UNITS: readonly [seconds: number, name: string][] = [
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
]

const BYTE_UNITS: readonly [bytes: number, name: string][] = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
]

/** Of a unit: what is that much rounds up to it in three digits, and is told in it. */
const ROUNDS_UP = 0.9995

/** Between a digit and so many that they make thousands, millions, … */
const THOUSANDS = /\B(?=(?:\d{3})+$)/g

/**
 * A duration in three digits and the unit that suits it.
 *
 *     0.0613 → 61.3 ms    0.000004 → 4 µs    75 → 1.25 min
 */
export function formatDuration(seconds: number): string {
  if (seconds <= 0) return '0 ms'
  const [size, name] = UNITS.find(([each]) => seconds >= each * ROUNDS_UP) ?? [1e-6, 'µs']
  return `${Number((seconds / size).toPrecision(3))} ${name}`
}

/** `1234.5 → 1,235`, `12.34 → 12.3`, `0.1234 → 0.123` */
export function formatCount(count: number): string {
  // The browser's own formatting takes a frame's time before it says its first number.
  if (count >= 100 || Number.isInteger(count)) return String(Math.round(count)).replace(THOUSANDS, ',')
  return String(Number(count.toPrecision(3)))
}

/** A rate in two digits, so that it fits in a ring: `0.899 → 0.9`, `1234.5 → 1,235` */
export function formatRate(rate: number): string {
  return rate >= 10 ? formatCount(Math.round(rate)) : String(Number(rate.toPrecision(2)))
}

/** `71204 → 71.2 kB`; a kB is 1,000 bytes, as in X-Ray's limits. */
export function formatBytes(bytes: number): string {
  const [size, name] = BYTE_UNITS.find(([each]) => bytes >= each * ROUNDS_UP) ?? [1, 'B']
  return `${Number((bytes / size).toPrecision(3))} ${name}`
}

/** How long ago, in whole units: `0.4 → now`, `75 → 1 min ago`, `86400 → 1 d ago`. */
export function formatAge(seconds: number): string {
  if (seconds < 1) return 'now'
  if (seconds < 60) return `${Math.floor(seconds)} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  return `${Math.floor(seconds / 86_400)} d ago`
}

/** `0.0234 → 2.3 %` */
export function formatShare(share: number): string {
  return `${Number((share * 100).toPrecision(share >= 0.1 ? 3 : 2))} %`
}

/** The local time of day: `14:03:12.619`. */
export function formatClock(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const millis = String(date.getMilliseconds()).padStart(3, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`
}

/** The local date and time of day: `2026-11-28 14:03:12.619`. */
export function formatMoment(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatClock(epochSeconds)}`
}
