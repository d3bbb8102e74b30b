import { within } from '../emit/index.ts'
import type { EndedSpan, SpanResource } from '../segment/index.ts'

/** A resource of OpenTelemetry's SDK: some of its attributes may come later. */
interface AsyncResource extends SpanResource {
  readonly asyncAttributesPending?: boolean
  waitForAsyncAttributes?(): Promise<void>
}

const PATIENCE_MILLIS = 1000

/** Spans that may be held back; those that come on top of them are refused. */
const MAX_HELD_SPANS = 8192

const NOBODY: ReadonlySet<AsyncResource> = new Set()

/** Holds work on spans back until all attributes of their resources are known, a second at most for each resource. */
export class ResourceWait {
  /** What is held back, and what lets it go. */
  readonly #held = new Map<Promise<unknown>, () => void>()
  readonly #given = new WeakSet<SpanResource>()
  #heldSpans = 0

  /** Does the work at once where nothing is to wait for, else later; not at all, and says so, when too much waits. */
  run(spans: readonly EndedSpan[], work: () => void): boolean {
    const resources = this.#pending(spans)
    if (resources.size === 0) {
      work()
      return true
    }
    if (this.#heldSpans + spans.length > MAX_HELD_SPANS) return false
    let letGo = () => {}
    const done = new Promise<void>(resolve => {
      letGo = () => {
        if (!this.#held.delete(done)) return
        this.#heldSpans -= spans.length
        for (const resource of resources) this.#given.add(resource)
        work()
        resolve()
      }
    })
    this.#heldSpans += spans.length
    this.#held.set(done, letGo)
    const known = Promise.allSettled(
      [...resources].map(async resource => resource.waitForAsyncAttributes?.()),
    )
    void within(known, PATIENCE_MILLIS, { keepAlive: false }).then(letGo)
    return true
  }

  /** Settles when nothing is held back that is now; keeps the process alive meanwhile. */
  async idle(): Promise<void> {
    if (this.#held.size > 0)
      await within(Promise.allSettled(this.#held.keys()), PATIENCE_MILLIS, { keepAlive: true })
  }

  /** Does all that is held back at once. */
  release(): void {
    for (const letGo of [...this.#held.values()]) letGo()
  }

  #pending(spans: readonly EndedSpan[]): ReadonlySet<AsyncResource> {
    let pending: Set<AsyncResource> | undefined
    let last: AsyncResource | undefined
    for (const span of spans) {
      try {
        const resource: AsyncResource = span.resource
        if (resource === last) continue
        last = resource
        if (!resource.asyncAttributesPending || this.#given.has(resource)) continue
        pending ??= new Set()
        pending.add(resource)
      } catch {
        // It can't be read, which will be booked when it is converted.
      }
    }
    return pending ?? NOBODY
  }
}
