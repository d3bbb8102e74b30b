/** What the table keeps of a span: by its id, in a chain with others that fall into the same slot. */
export interface SpanEntry {
  readonly spanId: string
  next: SpanEntry | undefined
}

const SLOTS = 1024

/**
 * Entries by span id, put in and taken out all the time. A `Map` would do, but its tables are made anew every few entries,
 * and V8's garbage collector takes what an old table holds for alive, whole spans: nine tenths of its work were that.
 */
export class SpanTable<Entry extends SpanEntry> {
  readonly #slots: (SpanEntry | undefined)[] = new Array(SLOTS).fill(undefined)
  #size = 0

  get size(): number {
    return this.#size
  }

  get(spanId: string): Entry | undefined {
    let entry = this.#slots[slotOf(spanId)]
    while (entry && entry.spanId !== spanId) entry = entry.next
    return entry as Entry | undefined
  }

  /** Puts an entry in. One of the same id is hidden behind it. */
  add(entry: Entry): void {
    const slot = slotOf(entry.spanId)
    entry.next = this.#slots[slot]
    this.#slots[slot] = entry
    this.#size++
  }

  delete(entry: Entry): void {
    const slot = slotOf(entry.spanId)
    let before = this.#slots[slot]
    if (before === entry) {
      this.#slots[slot] = entry.next
    } else {
      while (before && before.next !== entry) before = before.next
      if (!before) return
      before.next = entry.next
    }
    entry.next = undefined
    this.#size--
  }
}

/** Ids are random: some of their digits are as good as a hash of all. */
function slotOf(spanId: string): number {
  let slot = 0
  for (let index = 0; index < 4; index++) slot = (slot << 3) ^ spanId.charCodeAt(index)
  return slot & (SLOTS - 1)
}
