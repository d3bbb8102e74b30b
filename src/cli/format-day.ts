/** The day in this machine's time zone: `1500000000.25 → 2017-07-14`. */
export function formatDay(epochSeconds: number): string {
  // Sweden writes its dates as ISO 8601 does.
  return new Date(epochSeconds * 1000).toLocaleDateString('sv-SE')
}
