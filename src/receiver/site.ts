import type { IncomingMessage, ServerResponse } from 'node:http'

/** A file as a browser is given it. */
export interface SiteFile {
  /** Such as `text/html; charset=utf-8`. */
  type: string
  body: Uint8Array
  /** Its name changes with its content: a browser need not ask for it again. */
  isImmutable: boolean
}

/** The pages for people, beside the API for programs. */
export interface Site {
  /** By path, such as `/assets/index-BzfyF7c2.js`. */
  files: ReadonlyMap<string, SiteFile>
  /** What a browser gets for any other path that it asks for as a page: the page itself knows what to show. */
  start: SiteFile
}

/**
 * All that a page of ours does comes from this server: no script in the page's text, no style attribute, no other host,
 * and no frame of another site around it. Names and values of traces can't become code.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The file that a request is for, or `undefined` when it is none of a browser's. */
export function siteFileOf(request: IncomingMessage, path: string, site: Site): SiteFile | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  const wantsPage = request.headers.accept?.includes('text/html') ?? false
  return site.files.get(path) ?? (wantsPage ? site.start : undefined)
}

/** Sends a file of the site, whole. */
export function sendSiteFile(
  request: IncomingMessage,
  response: ServerResponse,
  { type, body, isImmutable }: SiteFile,
): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': body.byteLength,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': isImmutable ? 'max-age=31536000, immutable' : 'no-cache',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
