/** Bytes that are drawn at once: drawing costs as much for a thousand as for ten. */
const POOL_BYTES = 4096

/** How long they are good for. No snapshot is taken, moved and woken in that time. */
const POOL_MILLIS = 1000

/**
 * OpenTelemetry's id generator for X-Ray: a trace id begins with its second, so that X-Ray files the trace under it.
 *
 *     generateTraceId() → '6921746b5ac69fc467c01f3a268dc236'   (0x6921746b = 2025-11-22T08:29:31Z)
 *     generateSpanId()  → '53995c3f42cd8ad8'
 *
 * Random bytes are drawn for many ids at once, and are good for a second: what is left of them would be handed out twice by
 * processes that are woken from one snapshot (Lambda SnapStart), at another time than they were frozen.
 */
export class XRayIdGenerator {
  readonly #now: () => number
  readonly #pool = Buffer.allocUnsafeSlow(POOL_BYTES)
  #used = POOL_BYTES
  #drawnAt = 0

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now
    // OpenTelemetry calls the methods off their object.
    this.generateTraceId = this.generateTraceId.bind(this)
    this.generateSpanId = this.generateSpanId.bind(this)
  }

  /** 32 hex digits: 8 of epoch seconds, 24 random. */
  generateTraceId(): string {
    const now = this.#now()
    return (
      Math.floor(now / 1000)
        .toString(16)
        .padStart(8, '0') + this.#random(12, now)
    )
  }

  /** 16 random hex digits, never all zeros. */
  generateSpanId(): string {
    let id: string
    do id = this.#random(8, this.#now())
    while (id === '0000000000000000')
    return id
  }

  /** So many random bytes in hex. */
  #random(bytes: number, now: number): string {
    const isStale = now < this.#drawnAt || now - this.#drawnAt >= POOL_MILLIS
    if (isStale || this.#used + bytes > POOL_BYTES) {
      // Read when the first id is made: a process that makes none, a build for example, does without (6 ms, 3.6 MB).
      process.getBuiltinModule('node:crypto').randomFillSync(this.#pool)
      this.#used = 0
      this.#drawnAt = now
    }
    this.#used += bytes
    return this.#pool.toString('hex', this.#used - bytes, this.#used)
  }
}
