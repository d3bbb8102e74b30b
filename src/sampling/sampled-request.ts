import type { Attributes } from '@opentelemetry/api'

/** What of a request the rules are compared with, in lower case; `undefined` where its span does not say. */
export interface SampledRequest {
  readonly host: string | undefined
  readonly method: string | undefined
  /** Without the query; `/` where the span has none. */
  readonly path: string
  /** Those of the span, as they are. */
  readonly attributes: Attributes
}

/**
 * The request that a span with these attributes stands for, by OpenTelemetry's stable names and by the older ones.
 *
 *     { 'http.request.method': 'GET', 'url.path': '/Cart', 'server.address': 'shop.example.com' }
 *     → { method: 'get', path: '/cart', host: 'shop.example.com', … }
 */
export function sampledRequest(attributes: Attributes): SampledRequest {
  return {
    host: lower(
      attributes['server.address'] ??
        attributes['http.host'] ??
        attributes['http.server_name'] ??
        attributes['net.host.name'],
    ),
    method: lower(attributes['http.request.method'] ?? attributes['http.method']),
    path: pathOf(attributes),
    attributes,
  }
}

function pathOf(attributes: Attributes): string {
  const path = attributes['url.path'] ?? attributes['http.target']
  if (typeof path === 'string' && path !== '') return withoutQuery(path)
  const url = attributes['url.full'] ?? attributes['http.url']
  const afterHost =
    typeof url === 'string' ? /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] : undefined
  return withoutQuery(afterHost || '/')
}

/** `/Cart?id=7` → `/cart` */
function withoutQuery(path: string): string {
  const end = path.indexOf('?')
  return (end < 0 ? path : path.slice(0, end) || '/').toLowerCase()
}

function lower(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined
}
