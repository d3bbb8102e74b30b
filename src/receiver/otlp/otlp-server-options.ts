import type { SpanTaker } from './take-request.ts'

/** How a server for OTLP is set up. */
export interface OtlpServerOptions extends SpanTaker {
  /** The address or name to listen on. */
  host: string
  /** The port to listen on; 0 takes any that is free. */
  port: number
  /** Further names by which it may be called, besides the host's and this machine's own. */
  allowedHosts?: readonly string[] | undefined
  /** Called with what the open server failed on; it goes on. */
  onError: (error: unknown) => void
}
