const BETWEEN = '/node_modules/'

/**
 * The package, or Node's module, that a request, path or URL is of; `undefined` for a file outside of every package.
 *
 *     pg/lib/client.js → pg    /srv/node_modules/@smithy/core/dist-cjs/index.js → @smithy/core    node:http → http
 */
export function packageOf(request: unknown): string | undefined {
  if (typeof request !== 'string' || request.startsWith('.')) return undefined
  if (request.startsWith('node:')) return request.slice(5)
  const path = request.replaceAll('\\', '/')
  const start = path.lastIndexOf(BETWEEN)
  if (start < 0 && /^(\/|\w+:)/.test(path)) return undefined
  return /^(@[^/]+\/)?[^/]+/.exec(start < 0 ? path : path.slice(start + BETWEEN.length))?.[0]
}
