import type { Link } from '../document/index.ts'
import type { Tally } from './tally.ts'

/** What some traces tell of one service. Name, Type and AccountId say which one. */
export interface NodePart {
  Name: string
  Type?: string
  AccountId?: string
  /** It was called from outside. */
  isRoot?: true
  /** It sent segments. */
  isActive?: true
  /** The first start of its segments, in epoch seconds. */
  startSeconds: number
  /** The last end of its segments, in epoch seconds. */
  endSeconds: number
  tally: Tally
}

/** What some traces tell of the calls from one service to another. `from` and `to` are places in `nodes`. */
export interface EdgePart {
  from: number
  to: number
  startSeconds: number
  endSeconds: number
  /** As the caller saw it. */
  tally: Tally
  /** Other names by which the caller calls the callee. */
  aliases?: Alias[]
}

/** A name by which a caller calls a callee, as the API answers it. */
export interface Alias {
  Name: string
  Names: string[]
  Type?: string
}

/** A segment that takes up what another trace left for it, such as a message in a queue. */
export interface LinkPart extends Pick<Link, 'trace_id' | 'id'> {
  /** The place of the receiver in `nodes`. */
  to: number
  /** When it was received, in epoch seconds. */
  startSeconds: number
  endSeconds: number
}

/**
 * What one or more traces tell of the service graph: plain data, small enough to be kept for each trace or for each
 * minute. Parts are added up by `GraphSum`, in any order.
 */
export interface GraphPart {
  nodes: NodePart[]
  edges: EdgePart[]
  links?: LinkPart[]
}
