import { randomFillSync } from 'node:crypto'

/**
 * OpenTelemetry's id generator for X-Ray: a trace id begins with its second, so that X-Ray files the trace under it.
 *
 *     generateTraceId() → '6921746b5ac69fc467c01f3a268dc236'   (0x6921746b = 2025-11-22T08:29:31Z)
 *     generateSpanId()  → '53995c3f42cd8ad8'
 *
 * Every id draws fresh random bytes: a pool would be handed out twice by processes restored from one snapshot
 * (Lambda SnapStart).
 */
export class XRayIdGenerator {
  readonly #now: () => number
  readonly #bytes = Buffer.alloc(12)

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now
    // OpenTelemetry calls the methods off their object.
    this.generateTraceId = this.generateTraceId.bind(this)
    this.generateSpanId = this.generateSpanId.bind(this)
  }

  /** 32 hex digits: 8 of epoch seconds, 24 random. */
  generateTraceId(): string {
    const seconds = Math.floor(this.#now() / 1000)
    return seconds.toString(16).padStart(8, '0') + randomFillSync(this.#bytes).toString('hex', 0, 12)
  }

  /** 16 random hex digits, never all zeros. */
  generateSpanId(): string {
    let id: string
    do id = randomFillSync(this.#bytes, 0, 8).toString('hex', 0, 8)
    while (id === '0000000000000000')
    return id
  }
}
