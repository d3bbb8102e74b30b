import type { Claims } from './claims.ts'
import { type DocumentScope, USER_KEYS } from './document-scope.ts'
import { CLIENT, PRODUCER } from './ended-span.ts'
import type { ResourceText } from './resource.ts'
import type { SpanNode } from './span-tree.ts'

/** Memory that is kept, in bytes of members and characters of attributes, with a good deal for each span. */
const MAX_WEIGHT = 2_000_000
const WEIGHT_OF_SPAN = 1000
const WEIGHT_OF_NAME = 1000

/** What is larger hardly comes again, and costs less by comparison. */
const MAX_ATTRIBUTES = 32
const MAX_TEXT_CHARS = 1000
const MAX_MEMBERS_BYTES = 4000

/** So many spans of a name are looked up, before those that never come again are left alone. */
const TRIALS = 200
const MIN_FOUND = 50

/** What spans come to that say the same. */
export interface Recurrence {
  readonly name: string
  /** All members but name, ids and times, as JSON in UTF-8. */
  readonly members: Uint8Array
}

/** One that has been written. */
interface WrittenSpan extends Recurrence {
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

/** Spans of one name, in slots by their longest attribute, which tells most of them apart. */
interface Namesakes {
  /** Where it is among the attributes. */
  readonly place: number
  readonly slots: (WrittenSpan | undefined)[]
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
  find(node: SpanNode, { user }: DocumentScope, resource?: ResourceText): Recurrence | undefined {
    const { claims, span } = node
    const namesakes = this.#byName.get(span.name)
    if (!namesakes || neverComeAgain(namesakes)) return undefined
    namesakes.lookedUp++
    if (!isPlain(node) || isUsers(node, user)) return undefined
    const slot = slotOf(claims.valueAt(namesakes.place))
    let known = namesakes.slots[slot]
    if (!isAlike(known, node, resource)) {
      known = namesakes.slots[slot ^ BESIDE]
      if (!isAlike(known, node, resource)) return undefined
    }
    namesakes.found++
    return known
  }

  /**
   * Keeps what a span has come to, where that follows from what is compared.
   *
   * @param members gives all that stands in the document but name, ids and times
   */
  keep(
    node: SpanNode,
    name: string,
    members: () => Uint8Array,
    scope: DocumentScope,
    resource?: ResourceText,
  ): void {
    const { claims, span } = node
    const { name: scopeName, version: scopeVersion } = span.instrumentationScope ?? {}
    const isWanted =
      isShortText(span.name) && isPlain(node) && !isUsers(node, scope.user) && isFree(claims, scope, resource)
    const namesakes = isWanted && this.#namesakes(span.name, claims)
    if (!namesakes || neverComeAgain(namesakes)) return
    const written = members()
    if (written.length > MAX_MEMBERS_BYTES) return
    const slot = slotOf(claims.valueAt(namesakes.place))
    namesakes.slots[namesakes.slots[slot] ? slot ^ BESIDE : slot] = {
      name,
      members: written,
      resource,
      isLocalRoot: node.isLocalRoot,
      kind: span.kind,
      statusCode: span.status.code,
      scopeName,
      scopeVersion,
      claims,
    }
    const textsLength = lengthOf(scopeName) + lengthOf(scopeVersion) + textLength(claims)
    this.#weigh(WEIGHT_OF_SPAN + written.length + textsLength)
  }

  #namesakes(name: string, claims: Claims): Namesakes {
    let namesakes = this.#byName.get(name)
    if (!namesakes) {
      namesakes = {
        place: placeOfLongest(claims),
        slots: new Array(SLOTS).fill(undefined),
        lookedUp: 0,
        found: 0,
      }
      this.#weigh(WEIGHT_OF_NAME + name.length)
      this.#byName.set(name, namesakes)
    }
    return namesakes
  }

  /** Begins anew when there is too much: what comes again is soon there again. */
  #weigh(weight: number): void {
    this.#weight += weight
    if (this.#weight <= MAX_WEIGHT) return
    this.#byName.clear()
    this.#weight = 0
  }
}

function neverComeAgain({ lookedUp, found }: Namesakes): boolean {
  return lookedUp >= TRIALS && found < MIN_FOUND
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

/** Whether a user stands on the segment, or on the one around the span, where any span below may have named it. */
function isUsers({ isLocalRoot }: SpanNode, user: string | undefined): boolean {
  return isLocalRoot && user !== undefined
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
function isFree(claims: Claims, { settings }: DocumentScope, resource: ResourceText | undefined): boolean {
  const indexed = settings.indexedAttributes
  // A segment has the resource's annotations.
  if (resource && indexed.size > 0) return false
  if (claims.size > MAX_ATTRIBUTES || indexed.has('*') || claims.peek('aws.xray.annotations') !== undefined)
    return false
  for (let index = 0; index < claims.size; index++) {
    const value = claims.valueAt(index)
    if (!(isShortText(value) || isPrimitive(value)) || indexed.has(claims.keyAt(index))) return false
  }
  return USER_KEYS.every(key => claims.peek(key) === undefined)
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT_CHARS
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
    const length = lengthOf(claims.valueAt(index))
    if (length > longest) {
      place = index
      longest = length
    }
  }
  return place
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}

function textLength(claims: Claims): number {
  let length = 0
  for (let index = 0; index < claims.size; index++) length += lengthOf(claims.valueAt(index))
  return length
}
