/**
 * Node's own client for `http:` or `https:`, read when it is first used: an app that sends over UDP need not have it.
 * Not by `import()`, which asks for every export: with `WebSocket` comes the whole of undici, 35 ms on Node 24.
 */
export function httpModule(protocol: string): typeof import('node:http') | typeof import('node:https') {
  return protocol === 'https:'
    ? process.getBuiltinModule('node:https')
    : process.getBuiltinModule('node:http')
}
