import type { Outcome } from '../../local/index.ts'
import type { OutcomeCounts } from './service-map.ts'

/** A part of the ring around a node. */
export interface RingArc {
  outcome: Outcome
  /** Of a path around 0, 0. */
  d: string
}

/** Clockwise from the top, as in X-Ray's console. */
const ORDER: readonly Outcome[] = ['fault', 'error', 'throttle', 'ok']
/** What happened at all is seen. */
const LEAST_SHARE = 0.03

/** The ring around a node: an arc for each outcome, as long as its share. None without requests. */
export function ringArcs(counts: OutcomeCounts, radius: number): RingArc[] {
  const total = ORDER.reduce((sum, outcome) => sum + counts[outcome], 0)
  if (total === 0) return []
  const shares = ORDER.map(outcome => {
    const share = counts[outcome] / total
    return share === 0 ? 0 : Math.max(LEAST_SHARE, share)
  })
  const sum = shares.reduce((a, b) => a + b, 0)
  const arcs: RingArc[] = []
  let from = 0
  ORDER.forEach((outcome, at) => {
    const share = shares[at]! / sum
    if (share > 0) arcs.push({ outcome, d: arcPath(from, from + share, radius) })
    from += share
  })
  return arcs
}

/** From one share of the way round to another. */
function arcPath(from: number, to: number, radius: number): string {
  // An arc that ends where it begins is none: a whole ring is two halves.
  if (to - from > 0.999) return `${arcPath(0, 0.5, radius)}${arcPath(0.5, 0.9999, radius)}`
  const [start, end] = [pointAt(from, radius), pointAt(to, radius)]
  return `M${start}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${end}`
}

function pointAt(share: number, radius: number): string {
  const angle = share * 2 * Math.PI
  return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`
}
