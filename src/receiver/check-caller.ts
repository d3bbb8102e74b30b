import { quoteValue } from '../document/index.ts'
import { ApiError } from './api-error.ts'

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const WILDCARDS = new Set(['0.0.0.0', '::'])

/** As much of a request as tells who sent it. */
export interface CallerHeaders {
  readonly headers: {
    readonly host?: string | undefined
    readonly origin?: string | undefined
    readonly 'sec-fetch-site'?: string | string[] | undefined
    readonly 'sec-fetch-mode'?: string | string[] | undefined
  }
}

/**
 * Lets a request pass that came from a program on this machine or from our own pages, and stops what a web page of
 * another site has a browser send: by a name that it has pointed at us (`Host`), or straight (`Origin`,
 * `Sec-Fetch-Site`). Following a link to us is no such thing.
 *
 * @param boundHost what the server was told to listen on; on all interfaces any `Host` is right
 * @param allowedHosts further names by which it may be called
 * @param hasPages whether the server has pages of its own, which may call it; without them it serves no page
 * @throws ApiError 403
 */
export function checkCaller(
  request: CallerHeaders,
  boundHost: string,
  allowedHosts: readonly string[] = [],
  hasPages = true,
): void {
  const { host, origin } = request.headers
  const hostname = hostnameOf(`http://${host}`)
  if (!WILDCARDS.has(boundHost) && !isOurName(hostname, [boundHost, ...allowedHosts])) {
    throw forbidden(
      `The request is for ${host === undefined ? 'no host' : `the host ${quoteValue(host)}`}; this server answers as ${['localhost', boundHost, ...allowedHosts].join(', ')}`,
    )
  }
  if (origin !== undefined && !(hasPages && hostOf(origin) === host?.toLowerCase())) {
    const who = hasPages ? 'pages of this server' : 'programs'
    throw forbidden(`The request comes from a page of ${quoteValue(origin)}; only ${who} may call it`)
  }
  if (
    request.headers['sec-fetch-site'] === 'cross-site' &&
    request.headers['sec-fetch-mode'] !== 'navigate'
  ) {
    throw forbidden('The request comes from a page of another site; only pages of this server may call it')
  }
}

function isOurName(hostname: string | undefined, names: readonly string[]): boolean {
  if (hostname === undefined) return false
  return LOCAL_NAMES.has(hostname) || names.some(name => hostname === hostnameOf(`http://${bracketed(name)}`))
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined
}

/** A host as it stands in a URL: `::1 → [::1]`. */
function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function forbidden(message: string): ApiError {
  return new ApiError('AccessDeniedException', 403, message)
}
