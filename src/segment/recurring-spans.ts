import type { Claims } from './claims.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import { type DocumentScope, USER_KEYS } from './document-scope.ts'
import { CLIENT, PRODUCER } from './ended-span.ts'
import { Namesakes, type WrittenSpan } from './namesakes.ts'
import type { ResourceText } from './resource.ts'
import type { SpanNode } from './span-tree.ts'

/** Names that are known, and memory for what is kept of them; when there is more, all is forgotten. */
const MAX_NAMES = 1000
const MAX_BYTES = 2_000_000

/** What is larger hardly comes again, and costs less by comparison. */
const MAX_ATTRIBUTES = 32
const MAX_TEXT_CHARS = 1000
const MAX_MEMBERS_BYTES = 4000

/**
 * Segments and subsegments that have been written. An app runs the same middleware, sends the same query and calls the same
 * service again and again: of such spans nothing but ids and times differs, and all else is written once.
 */
export class RecurringSpans {
  readonly #byName = new Map<string, Namesakes>()
  #bytes = 0

  /**
   * What this span comes to, or `undefined` where none that says the same is known.
   *
   * @param resource for a segment, which tells of it
   */
  find(node: SpanNode, scope: DocumentScope, resource?: ResourceText): WrittenSpan | undefined {
    const namesakes = this.#byName.get(node.span.name)
    if (!namesakes?.comeAgain || !isPlain(node, scope)) return undefined
    return namesakes.find(node, resource)
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
    resource?: ResourceText,
  ): void {
    const { claims, span } = node
    const namesakes = this.#byName.get(span.name)
    if (!namesakes) this.#meet(span.name, claims)
    if (!namesakes?.comeAgain || !isPlain(node, scope) || !isFree(claims, scope, resource)) return
    const written = members()
    if (written.length > MAX_MEMBERS_BYTES) return
    this.#bytes -= namesakes.bytes
    namesakes.keep({
      name,
      members: written,
      resource,
      isLocalRoot: node.isLocalRoot,
      kind: span.kind,
      statusCode: span.status.code,
      scopeName: span.instrumentationScope?.name,
      scopeVersion: span.instrumentationScope?.version,
      claims,
    })
    this.#bytes += namesakes.bytes
    if (this.#bytes > MAX_BYTES) this.#forget()
  }

  /** The first of a name is only noted: some apps give each span a name of its own. */
  #meet(name: unknown, claims: Claims): void {
    if (typeof name !== 'string' || name.length > MAX_TEXT_CHARS) return
    if (this.#byName.size >= MAX_NAMES) {
      this.#forget()
      this.#byName.clear()
    }
    this.#byName.set(name, new Namesakes(claims))
  }

  /** What comes again is soon there again. */
  #forget(): void {
    for (const namesakes of this.#byName.values()) namesakes.forget()
    this.#bytes = 0
  }
}

const bySettings = new WeakMap<ConversionSettings, RecurringSpans>()
let lastSettings: ConversionSettings | undefined
let lastSpans = new RecurringSpans()

/** Those that were written by these choices, and may come again. */
export function recurringSpans(settings: ConversionSettings): RecurringSpans {
  if (settings !== lastSettings) {
    lastSpans = bySettings.get(settings) ?? new RecurringSpans()
    bySettings.set(settings, lastSpans)
    lastSettings = settings
  }
  return lastSpans
}

/**
 * Whether nothing is told of the span beyond what is compared. What lies under a call may be the same call; and where a user
 * stands on the segment, or on the one around the span, any span below may have named it.
 */
function isPlain({ children, isInProgress, isLocalRoot, span }: SpanNode, { user }: DocumentScope): boolean {
  return (
    span.events.length === 0 &&
    span.links.length === 0 &&
    !span.status.message &&
    !isInProgress &&
    (user === undefined || !isLocalRoot) &&
    (children.length === 0 || (span.kind !== CLIENT && span.kind !== PRODUCER)) &&
    !span.droppedAttributesCount &&
    !span.droppedEventsCount &&
    !span.droppedLinksCount
  )
}

/** Whether the attributes are few and small, and none of them concerns the whole document, as users and annotations do. */
function isFree(claims: Claims, { settings }: DocumentScope, resource: ResourceText | undefined): boolean {
  const indexed = settings.indexedAttributes
  // A segment has the resource's annotations.
  if (resource && indexed.size > 0) return false
  if (claims.size > MAX_ATTRIBUTES || indexed.has('*') || claims.peek('aws.xray.annotations') !== undefined)
    return false
  for (let index = 0; index < claims.size; index++)
    if (!isSmall(claims.valueAt(index)) || indexed.has(claims.keyAt(index))) return false
  return USER_KEYS.every(key => claims.peek(key) === undefined)
}

/** Objects are out: one that is the same may have changed. */
function isSmall(value: unknown): boolean {
  return typeof value === 'string'
    ? value.length <= MAX_TEXT_CHARS
    : typeof value === 'number' || typeof value === 'boolean'
}
