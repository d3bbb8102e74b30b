import type { Claims } from './claims.ts'
import type { ResourceText } from './resource.ts'
import type { SpanNode } from './span-tree.ts'

/** What a span has come to, and all that this follows from. */
export interface WrittenSpan {
  readonly name: string
  /** All members but name, ids and times, as JSON in UTF-8. */
  readonly members: Uint8Array
  /** Whose members are among them: a segment's. Not the resource itself, which may be huge. */
  readonly resource: ResourceText | undefined
  /** The segment that is made up around a local root says some of what the span does. */
  readonly isLocalRoot: boolean
  readonly kind: number
  readonly statusCode: number
  readonly scopeName: string | undefined
  readonly scopeVersion: string | undefined
  readonly claims: Claims
}

/** So many spans are looked up, until they are left alone if fewer were found than missed. */
const TRIALS = 100

/** Where two fall into one slot, the later is beside it; a third takes that place. */
const SLOTS = 64
const BESIDE = 1

/** About what one takes beside its bytes and texts. */
const SPAN_BYTES = 1000

/** Spans of one name that have been written, in slots by their longest attribute, which tells most of them apart. */
export class Namesakes {
  /** Where that one is among the attributes. */
  readonly #place: number
  /** `undefined` while nothing is kept. */
  #slots: (WrittenSpan | undefined)[] | undefined
  #lookedUp = 0
  #found = 0
  /** About how much memory they take. */
  bytes = 0

  constructor(claims: Claims) {
    this.#place = placeOfLongest(claims)
  }

  /** Whether enough of those that were looked up were found. */
  get comeAgain(): boolean {
    return this.#lookedUp < TRIALS || 2 * this.#found >= this.#lookedUp
  }

  /** The one that says the same, or `undefined`. */
  find(node: SpanNode, resource: ResourceText | undefined): WrittenSpan | undefined {
    if (this.#slots === undefined) return undefined
    this.#count()
    const slot = this.#slotOf(node.claims)
    let known = this.#slots[slot]
    if (!isAlike(known, node, resource)) {
      known = this.#slots[slot ^ BESIDE]
      if (!isAlike(known, node, resource)) return undefined
    }
    this.#found++
    return known
  }

  keep(written: WrittenSpan): void {
    this.#slots ??= new Array(SLOTS).fill(undefined)
    const slot = this.#slotOf(written.claims)
    const place = this.#slots[slot] ? slot ^ BESIDE : slot
    this.bytes += bytesOf(written) - bytesOf(this.#slots[place])
    this.#slots[place] = written
  }

  /** Lets go of them; how many were found is not forgotten. */
  forget(): void {
    this.#slots = undefined
    this.bytes = 0
  }

  /** What was long ago counts less and less. */
  #count(): void {
    if (++this.#lookedUp < 2 * TRIALS) return
    this.#lookedUp = TRIALS
    this.#found /= 2
  }

  /** Some characters of the text are as good as a hash of all, which most texts do not have yet. */
  #slotOf(claims: Claims): number {
    const text = claims.valueAt(this.#place)
    if (typeof text !== 'string' || text === '') return 0
    const { length } = text
    const sum =
      7 * text.charCodeAt(length - 1) + 13 * text.charCodeAt(length >> 1) + 29 * text.charCodeAt(length >> 2)
    return (length + sum) & (SLOTS - 1)
  }
}

function isAlike(
  known: WrittenSpan | undefined,
  { claims, isLocalRoot, span }: SpanNode,
  resource: ResourceText | undefined,
): boolean {
  const { instrumentationScope: scope, kind, status } = span
  return (
    known !== undefined &&
    known.resource === resource &&
    known.isLocalRoot === isLocalRoot &&
    known.kind === kind &&
    known.statusCode === status.code &&
    known.scopeName === scope?.name &&
    known.scopeVersion === scope?.version &&
    known.claims.equals(claims)
  )
}

function bytesOf(written: WrittenSpan | undefined): number {
  if (written === undefined) return 0
  const { claims, members, scopeName, scopeVersion } = written
  return SPAN_BYTES + members.length + claims.textLength + lengthOf(scopeName) + lengthOf(scopeVersion)
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}

/** 0 where no attribute is a text. */
function placeOfLongest(claims: Claims): number {
  let place = 0
  let longest = 0
  for (let index = 0; index < claims.size; index++) {
    const length = lengthOf(claims.valueAt(index))
    if (length <= longest) continue
    place = index
    longest = length
  }
  return place
}
