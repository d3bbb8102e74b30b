import type { Agent } from 'node:http'
import type { AgentOptions } from 'node:https'
import type { Socket } from 'node:net'
import { httpModule } from './http-module.ts'

/** How long a proxy may take to reach a host. */
const CONNECT_MILLIS = 10_000

interface Target {
  readonly host: string
  readonly port?: number
}

/**
 * An agent for `https:` whose connections go through an HTTP proxy, by CONNECT. The proxy sees the host and the port and
 * nothing else. A user and a password in the proxy's URL go to the proxy alone.
 */
export function proxyAgent(proxy: URL, options: AgentOptions): Agent {
  const http = httpModule('http:')
  const { Agent: HttpsAgent } = httpModule('https:')
  const tls = process.getBuiltinModule('node:tls')
  const connect = (target: Target, done: (error: Error | null, socket?: Socket) => void): void => {
    const place = `${target.host}:${target.port ?? 443}`
    const request = http.request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || 80,
      method: 'CONNECT',
      path: place,
      headers: { host: place, ...authorizationOf(proxy) },
      agent: false,
    })
    request
      .setTimeout(CONNECT_MILLIS, () => request.destroy(failure('timeout', 'the proxy does not answer')))
      .on('socket', socket => socket.unref())
      .on('connect', ({ statusCode }, socket: Socket) => {
        socket.setTimeout(0)
        if (statusCode === 200) return done(null, tls.connect({ ...target, socket }))
        socket.destroy()
        done(failure('proxy_refused', `the proxy answered ${statusCode}`))
      })
      .on('error', done)
      .end()
  }
  // Node.js asks an agent for a connection by this method, and takes one that comes later by the callback.
  return Object.assign(new HttpsAgent(options), { createConnection: connect })
}

function authorizationOf({ username, password }: URL): Record<string, string> {
  if (!username) return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
