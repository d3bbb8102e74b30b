import type { Claims } from './claims.ts'
import { type DocumentScope, USER_KEYS } from './document-scope.ts'
import { CLIENT, type EndedSpan, PRODUCER, type SpanResource } from './ended-span.ts'
import type { SpanNode } from './span-tree.ts'

/** Names that are known; when there are more, all is forgotten. */
const MAX_NAMES = 1000

/** Memory for what is kept, in bytes of members and characters of attributes, with a good deal for each span. */
const MAX_WEIGHT = 2_000_000
const WEIGHT_OF_SPAN = 1000

/** What is larger hardly comes again, and costs less by comparison. */
const MAX_ATTRIBUTES = 32
const MAX_TEXT_CHARS = 1000
const MAX_MEMBERS_BYTES = 4000

/** So many spans of a name are looked up; then those of a name where fewer were found than missed are left alone. */
const TRIALS = 100

/** What spans come to that say the same. */
export interface Recurrence {
  readonly name: string
  /** All members but name, ids and times, as JSON in UTF-8. */
  readonly members: Uint8Array
}

/** One that has been written. */
interface WrittenSpan extends Recurrence {
  /** Whose members are among them: a segment's. */
  readonly resource: SpanResource | undefined
  readonly weight: number
  readonly kind: number
  readonly statusCode: number
  readonly scopeName: string | undefined
  readonly scopeVersion: string | undefined
  readonly claims: Claims
}

/** Spans of one name, in slots by their longest attribute, which tells most of them apart. */
interface Namesakes {
  /** Where it is among the attributes. */
  readonly place: number
  /** `undefined` for a name that has been seen once, or whose spans are left alone. */
  slots: (WrittenSpan | undefined)[] | undefined
  weight: number
  lookedUp: number
  found: number
}

/** Where two fall into one slot, the later is beside it; a third takes that place. */
const SLOTS = 64
const BESIDE = 1

/**
 * Segments and subsegments that have been written. An app runs the same middleware, sends the same query and calls the same
 * service again and again: of such spans nothing but ids and times differs, and all else is written once.
 */
export class RecurringSpans {
  readonly #byName = new Map<string, Namesakes>()
  #weight = 0

  /**
   * What this span comes to, or `undefined` where none that says the same is known.
   *
   * @param resource for a segment, which tells of it
   */
  find(node: SpanNode, { user }: DocumentScope, resource?: SpanResource): Recurrence | undefined {
    const { claims, span } = node
    const namesakes = this.#byName.get(span.name)
    if (!namesakes?.slots) return undefined
    namesakes.lookedUp++
    // A user stands on the segment, whichever span has named it.
    if (!isPlain(node) || (resource && user !== undefined)) return undefined
    const slot = slotOf(claims.valueAt(namesakes.place))
    let known = namesakes.slots[slot]
    if (!isAlike(known, span, claims, resource)) {
      known = namesakes.slots[slot ^ BESIDE]
      if (!isAlike(known, span, claims, resource)) return undefined
    }
    namesakes.found++
    return known
  }

  /**
   * Keeps what a span has come to, where that follows from what is compared, and such spans do come again.
   *
   * @param members gives all that stands in the document but name, ids and times
   */
  keep(
    node: SpanNode,
    name: string,
    members: () => Uint8Array,
    scope: DocumentScope,
    resource?: SpanResource,
  ): void {
    const { claims, span } = node
    const namesakes = this.#byName.get(span.name)
    if (!namesakes) this.#meet(span.name, claims)
    if (!namesakes || !this.#mayComeAgain(namesakes)) return
    if (!isPlain(node) || !isFree(claims, scope, resource)) return
    const written = members()
    if (written.length > MAX_MEMBERS_BYTES) return
    const slots = this.#slotsOf(namesakes)
    const slot = slotOf(claims.valueAt(namesakes.place))
    const place = slots[slot] ? slot ^ BESIDE : slot
    const weight = WEIGHT_OF_SPAN + written.length + textLength(claims)
    namesakes.weight += weight - (slots[place]?.weight ?? 0)
    this.#weight += weight - (slots[place]?.weight ?? 0)
    slots[place] = {
      weight,
      name,
      members: written,
      resource,
      kind: span.kind,
      statusCode: span.status.code,
      scopeName: span.instrumentationScope?.name,
      scopeVersion: span.instrumentationScope?.version,
      claims,
    }
  }

  /** The first of a name is only noted: some apps give each span a name of its own. */
  #meet(name: unknown, claims: Claims): void {
    if (typeof name !== 'string' || name.length > MAX_TEXT_CHARS) return
    if (this.#byName.size >= MAX_NAMES) {
      this.#byName.clear()
      this.#weight = 0
    }
    this.#byName.set(name, {
      place: placeOfLongest(claims),
      slots: undefined,
      weight: 0,
      lookedUp: 0,
      found: 0,
    })
  }

  #mayComeAgain(namesakes: Namesakes): boolean {
    if (namesakes.lookedUp < TRIALS || 2 * namesakes.found >= namesakes.lookedUp) return true
    this.#forget(namesakes)
    return false
  }

  /** When there is too much in all, begins anew: what comes again is soon there again. */
  #slotsOf(namesakes: Namesakes): (WrittenSpan | undefined)[] {
    if (this.#weight > MAX_WEIGHT) for (const each of this.#byName.values()) this.#forget(each)
    namesakes.slots ??= new Array(SLOTS).fill(undefined)
    return namesakes.slots
  }

  #forget(namesakes: Namesakes): void {
    this.#weight -= namesakes.weight
    namesakes.weight = 0
    namesakes.slots = undefined
  }
}

/** Whether nothing is told of the span beyond what `isAlike` compares; what lies under a call may be the same call. */
function isPlain({ children, isInProgress, span }: SpanNode): boolean {
  return (
    span.events.length === 0 &&
    span.links.length === 0 &&
    !span.status.message &&
    !isInProgress &&
    (children.length === 0 || (span.kind !== CLIENT && span.kind !== PRODUCER)) &&
    !span.droppedAttributesCount &&
    !span.droppedEventsCount &&
    !span.droppedLinksCount
  )
}

function isAlike(
  known: WrittenSpan | undefined,
  { instrumentationScope: scope, kind, status }: EndedSpan,
  claims: Claims,
  resource: SpanResource | undefined,
): boolean {
  return (
    known !== undefined &&
    known.resource === resource &&
    known.kind === kind &&
    known.statusCode === status.code &&
    known.scopeName === scope?.name &&
    known.scopeVersion === scope?.version &&
    known.claims.equals(claims)
  )
}

/** Some characters of the text are as good as a hash of all, which most texts do not have yet. */
function slotOf(value: unknown): number {
  if (typeof value !== 'string' || value === '') return 0
  const { length } = value
  const sum =
    length +
    7 * value.charCodeAt(length - 1) +
    13 * value.charCodeAt(length >> 1) +
    29 * value.charCodeAt(length >> 2)
  return sum & (SLOTS - 1)
}

/** Whether the attributes are few and small, and none of them concerns the whole document, as users and annotations do. */
function isFree(
  claims: Claims,
  { settings, user }: DocumentScope,
  resource: SpanResource | undefined,
): boolean {
  const indexed = settings.indexedAttributes
  // A segment has the resource's annotations, and a user whom another span may have named.
  if (resource && (indexed.size > 0 || user !== undefined)) return false
  if (claims.size > MAX_ATTRIBUTES || indexed.has('*') || claims.peek('aws.xray.annotations') !== undefined)
    return false
  for (let index = 0; index < claims.size; index++) {
    const value = claims.valueAt(index)
    const isSmall = typeof value === 'string' ? value.length <= MAX_TEXT_CHARS : isPrimitive(value)
    if (!isSmall || indexed.has(claims.keyAt(index))) return false
  }
  return USER_KEYS.every(key => claims.peek(key) === undefined)
}

/** What is equal is the same: an object may have changed. */
function isPrimitive(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

/** 0 where no attribute is a text. */
function placeOfLongest(claims: Claims): number {
  let place = 0
  let longest = 0
  for (let index = 0; index < claims.size; index++) {
    const length = textLengthAt(claims, index)
    if (length > longest) {
      place = index
      longest = length
    }
  }
  return place
}

function textLengthAt(claims: Claims, index: number): number {
  const value = claims.valueAt(index)
  return typeof value === 'string' ? value.length : 0
}

function textLength(claims: Claims): number {
  let length = 0
  for (let index = 0; index < claims.size; index++) length += textLengthAt(claims, index)
  return length
}
