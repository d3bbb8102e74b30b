import type { TraceRow } from '../../model/trace-tree.ts'

const SERVICE_COLOURS = 8

/** The class that colours a row: what went wrong in its own colour, all else in its service's. */
export function rowPaint({ outcome, serviceIndex }: TraceRow): string {
  if (outcome !== 'ok') return `paint-${outcome}`
  return servicePaint(serviceIndex)
}

/** The class that colours what a service did. */
export function servicePaint(serviceIndex: number): string {
  return `paint-${Math.max(0, serviceIndex) % SERVICE_COLOURS}`
}
