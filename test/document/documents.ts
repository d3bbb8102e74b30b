import type { IndependentSubsegment, Segment, Subsegment } from '../../src/document/index.ts'

export const TRACE_ID = '1-581cf771-a006649127e371903a2de979'

/** A short name as an id: `idOf('a')` → `000000000000000a`. */
export function idOf(name: string): string {
  return Buffer.from(name).toString('hex').padStart(16, '0')
}

/** A complete segment with all that one must have, and what the test adds. */
export function segment(name: string, more: Partial<Segment> = {}): Segment {
  return {
    name,
    id: idOf(name),
    trace_id: TRACE_ID,
    start_time: 1_500_000_000,
    end_time: 1_500_000_001,
    ...more,
  }
}

/** A complete subsegment, to be nested. */
export function subsegment(name: string, more: Partial<Subsegment> = {}): Subsegment {
  return { name, id: idOf(name), start_time: 1_500_000_000, end_time: 1_500_000_001, ...more }
}

/** A complete subsegment that travels by itself. */
export function independent(
  name: string,
  parent: string,
  more: Partial<Subsegment> = {},
): IndependentSubsegment {
  return { ...subsegment(name, more), trace_id: TRACE_ID, parent_id: idOf(parent), type: 'subsegment' }
}

/** The same without an end: it goes on still. */
export function inProgress<Entity extends Segment | Subsegment>({ end_time: _, ...entity }: Entity): Entity {
  return { ...entity, in_progress: true } as Entity
}
