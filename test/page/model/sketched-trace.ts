import type { Segment, Subsegment } from '../../../src/document/index.ts'
import { type TraceTree, traceTree } from '../../../src/page/model/trace-tree.ts'
import { idOf, segment, subsegment } from '../../document/documents.ts'

/** A segment or subsegment in short: its name, its start and end in seconds after the trace's, more fields, and what is in it. */
export type Sketch = readonly [
  name: string,
  from: number,
  to: number,
  ...rest: (Sketch | Partial<Segment & Subsegment>)[],
]

type Fields = Omit<Partial<Segment & Subsegment>, 'type'>

const START = 1_500_000_000

/** The tree of one segment with its subsegments; ids are the names, with a number where a name comes again. */
export function sketchedTrace(sketch: Sketch): TraceTree {
  return traceTree([sketchedSegment(sketch)])!
}

function sketchedSegment(sketch: Sketch): Segment {
  const seen = new Map<string, number>()
  return segment(sketch[0], fieldsOf(sketch, seen))
}

function fieldsOf([name, from, to, ...rest]: Sketch, seen: Map<string, number>): Fields {
  const count = (seen.get(name) ?? 0) + 1
  seen.set(name, count)
  const nested = rest.filter((each): each is Sketch => Array.isArray(each))
  const more = rest.filter((each): each is Fields => !Array.isArray(each))
  return {
    id: idOf(count === 1 ? name : `${name}${count}`),
    start_time: START + from,
    end_time: START + to,
    ...(nested.length > 0 && {
      subsegments: nested.map(each => subsegment(each[0], fieldsOf(each, seen))),
    }),
    ...Object.assign({}, ...more),
  }
}

/** Names of rows, two spaces for a level. */
export function namesOf(rows: readonly { depth: number; entity: { name: string } }[]): string[] {
  return rows.map(({ depth, entity }) => '  '.repeat(depth) + entity.name)
}
