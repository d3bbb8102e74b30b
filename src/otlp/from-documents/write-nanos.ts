/**
 * Epoch seconds as OTLP/JSON writes a time. Documents are as fine as a microsecond: what is beyond is noise.
 *
 *     1500000000.25 → '1500000000250000000'
 */
export function writeNanos(seconds: number): string {
  return `${Math.round(seconds * 1e6)}000`
}
