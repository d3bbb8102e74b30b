/** How an X-Ray API operation says no: a type that AWS SDKs turn into their exception, a status, and words. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** The AWS exception, such as `InvalidRequestException`. */
  readonly type: string
  /** The HTTP status. */
  readonly status: number

  constructor(type: string, status: number, message: string) {
    super(message)
    this.type = type
    this.status = status
  }
}

/** The error for a request that breaks a rule of the API: 400, `InvalidRequestException`. */
export function invalidRequest(message: string): ApiError {
  return new ApiError('InvalidRequestException', 400, message)
}
