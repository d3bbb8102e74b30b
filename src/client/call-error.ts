/** What is known of a call that failed. */
export interface CallFailure {
  /** AWS's own code, a network error's, `http_503`, `timeout`, `redirect`, `invalid_answer`, `no_credentials`, `no_region`. */
  readonly code: string
  /** The status of the answer, where there was one. */
  readonly status?: number | undefined
  /** How long the other side asks to be left alone. */
  readonly retryAfterMillis?: number | undefined
  /** Whether the same call may succeed later. */
  readonly isTransient: boolean
}

/** A call of the X-Ray API that failed. Its message names the place and the reason, and holds no secret. */
export class CallError extends Error implements CallFailure {
  override readonly name = 'CallError'
  readonly code: string
  readonly status: number | undefined
  readonly retryAfterMillis: number | undefined
  readonly isTransient: boolean

  constructor(message: string, { code, status, retryAfterMillis, isTransient }: CallFailure) {
    super(message)
    this.code = code
    this.status = status
    this.retryAfterMillis = retryAfterMillis
    this.isTransient = isTransient
  }
}
