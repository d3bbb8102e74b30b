import type { Agent, IncomingMessage, RequestOptions } from 'node:http'
import type { AgentOptions } from 'node:https'
import { httpModule } from './http-module.ts'
import { proxyAgent } from './proxy-agent.ts'

/** A whole answer. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
}

/** How connections are made and how long they last. */
export interface HttpClientOptions {
  /** Connections at a time; more calls wait for one. @default {8} */
  maxConnections?: number | undefined
  /** From the request's first byte to the answer's last. @default {10000} */
  timeoutMillis?: number | undefined
  /** An HTTP proxy for `https:`, by CONNECT: `http://proxy.example:3128`. @default {none} */
  proxyAddress?: string | undefined
  /** `false` takes any certificate. @default {true} */
  verifyTls?: boolean | undefined
  /** Whether the process stays alive for an answer. @default {false} */
  isWaitedFor?: boolean | undefined
}

/** AWS's own answers have some kB. */
const MAX_ANSWER_BYTES = 4_000_000

/**
 * Posts over connections that are kept. Follows no redirect. A connection that the other side has closed while it lay
 * idle is replaced, once, and the request sent again.
 */
export class HttpClient {
  readonly #options: HttpClientOptions
  readonly #agents = new Map<string, Agent>()

  constructor(options: HttpClientOptions = {}) {
    this.#options = options
  }

  /** Rejects with a network error, or one whose code is `timeout` or `answer_too_large`. */
  async post(url: URL, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<HttpAnswer> {
    const { request: send } = httpModule(url.protocol)
    const { isWaitedFor = false, timeoutMillis = 10_000 } = this.#options
    const signal = AbortSignal.timeout(timeoutMillis)
    const options = { method: 'POST', agent: this.#agent(url), headers, signal }
    for (let isSecond = false; ; isSecond = true) {
      const attempt = { isReused: false }
      try {
        return await readAnswer(await sendOnce(send, url, options, body, isWaitedFor, attempt))
      } catch (error) {
        if (signal.aborted) throw failure('timeout', `no answer within ${timeoutMillis} ms`)
        if (isSecond || !attempt.isReused || !isHangUp(error)) throw error
      }
    }
  }

  /** Ends all connections, with what is under way on them. */
  async close(): Promise<void> {
    for (const agent of this.#agents.values()) agent.destroy()
    this.#agents.clear()
  }

  #agent({ protocol }: URL): Agent {
    const known = this.#agents.get(protocol) ?? createAgent(protocol, this.#options)
    this.#agents.set(protocol, known)
    return known
  }
}

function createAgent(protocol: string, options: HttpClientOptions): Agent {
  const { maxConnections = 8, proxyAddress, verifyTls = true } = options
  const agentOptions: AgentOptions = { keepAlive: true, maxSockets: maxConnections, scheduling: 'lifo' }
  if (protocol === 'https:') {
    if (!verifyTls) agentOptions.rejectUnauthorized = false
    if (proxyAddress) return proxyAgent(new URL(proxyAddress), agentOptions)
  }
  return new (httpModule(protocol).Agent)(agentOptions)
}

function sendOnce(
  send: typeof import('node:http').request,
  url: URL,
  options: RequestOptions,
  body: Uint8Array,
  isWaitedFor: boolean,
  attempt: { isReused: boolean },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = send(url, options)
      .on('socket', socket => {
        attempt.isReused = request.reusedSocket
        if (!isWaitedFor) socket.unref()
      })
      .on('error', reject)
      .on('response', resolve)
      .end(body)
  })
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES)
      throw failure('answer_too_large', `over ${MAX_ANSWER_BYTES} bytes of answer`)
    chunks.push(chunk)
  }
  return { status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }
}

function isHangUp(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ECONNRESET' || code === 'EPIPE'
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
