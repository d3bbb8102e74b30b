/** Bytes of one request, as it is when nothing is compressed. OpenTelemetry's Collector takes 4 MiB by gRPC, 20 MiB by HTTP. */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024

/** Bytes of all the requests that are being received at one time. */
export const MAX_BYTES_IN_FLIGHT = 2 * MAX_REQUEST_BYTES

export const TOO_LARGE = `The request is over ${MAX_REQUEST_BYTES.toLocaleString('en-US')} bytes; send fewer spans in one request`
