/** The time of day in this machine's time zone: `1500000000.25 → 02:40:00.250`. */
export function formatClockTime(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const millis = String(date.getMilliseconds()).padStart(3, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`
}
