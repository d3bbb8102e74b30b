import type { CallXRay } from '../client/index.ts'
import type { AccountsSnapshot } from '../emit/index.ts'
import { countedAs, noConnectionErrors, type TelemetryRecord, telemetryRecord } from './telemetry-record.ts'

/** How telemetry is set up. */
export interface TelemetryOptions {
  call: CallXRay
  /** The documents' accounts as they stand. */
  accounts: () => AccountsSnapshot
  /** The machine as X-Ray knows it; '' where it does not. */
  machine: () => Promise<{ instanceId: string; hostname: string }>
  resourceArn: string
  /** Told why records could not be sent; they are kept. */
  onError: (error: unknown) => void
  clock?: () => number
}

/** As AWS's daemon. */
const INTERVAL_MILLIS = 60_000
const MAX_KEPT_RECORDS = 30
const MAX_RECORDS_PER_CALL = 10

/** X-Ray's own limits. */
const MAX_INSTANCE_ID_CHARS = 20
const MAX_HOSTNAME_CHARS = 255
const MAX_ARN_CHARS = 500

/**
 * Tells X-Ray each minute what became of the documents, from the first one on. Records that X-Ray does not take are sent
 * again, up to 30 of them.
 */
export class Telemetry {
  readonly #options: TelemetryOptions
  readonly #timer: NodeJS.Timeout
  #records: TelemetryRecord[] = []
  #before: AccountsSnapshot
  #errors = noConnectionErrors()

  constructor(options: TelemetryOptions) {
    this.#options = options
    this.#before = options.accounts()
    this.#timer = setInterval(() => void this.#report(), INTERVAL_MILLIS).unref()
  }

  /** Notes a call of X-Ray that failed. */
  failed(failure: { code: string; status?: number | undefined }): void {
    this.#errors[countedAs(failure)]++
  }

  /** Tells the last of it; settles when that is done or has failed. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#report()
  }

  async #report(): Promise<void> {
    const now = this.#options.accounts()
    if (now.made === 0) return
    const millis = (this.#options.clock ?? Date.now)()
    this.#records.push(telemetryRecord(this.#before, now, this.#errors, millis))
    this.#records = this.#records.slice(-MAX_KEPT_RECORDS)
    this.#before = now
    this.#errors = noConnectionErrors()
    await this.#send()
  }

  async #send(): Promise<void> {
    const { call, machine, resourceArn, onError } = this.#options
    const waiting = this.#records
    this.#records = []
    try {
      const { instanceId, hostname } = await machine()
      while (waiting.length > 0) {
        await call('/TelemetryRecords', {
          EC2InstanceId: instanceId.slice(0, MAX_INSTANCE_ID_CHARS),
          Hostname: hostname.slice(0, MAX_HOSTNAME_CHARS),
          ResourceARN: resourceArn.slice(0, MAX_ARN_CHARS),
          TelemetryRecords: waiting.slice(-MAX_RECORDS_PER_CALL),
        })
        waiting.splice(-MAX_RECORDS_PER_CALL)
      }
    } catch (error) {
      this.#records.unshift(...waiting)
      onError(error)
    }
  }
}
