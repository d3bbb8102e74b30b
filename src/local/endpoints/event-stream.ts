import type { IncomingMessage, ServerResponse } from 'node:http'

/** More than a desk has tabs. */
const MAX_LISTENERS = 100
/** Who is further behind misses what comes until he has read it. */
const MAX_UNREAD_BYTES = 1_000_000
/** So that nobody on the way takes a quiet connection for a dead one. */
const COMMENT_MILLIS = 15_000

/** What happens, told to the browsers that listen: server-sent events. */
export class EventStream {
  readonly #listeners = new Set<ServerResponse>()
  #timer: NodeJS.Timeout | undefined

  /** True when somebody listens. */
  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  /** Answers a listener, until he goes. */
  readonly listen = async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (this.#listeners.size >= MAX_LISTENERS) {
      response.writeHead(503, { 'retry-after': '10' }).end()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    // The first words make the browser say that it is open.
    response.write('retry: 1000\n\n')
    this.#listeners.add(response)
    this.#timer ??= setInterval(() => this.#write(':\n\n'), COMMENT_MILLIS).unref()
    response.on('close', () => this.#listeners.delete(response))
  }

  /** Tells all who listen. */
  send(event: 'trace' | 'refused' | 'status', data: unknown): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  close(): void {
    clearInterval(this.#timer)
    for (const response of this.#listeners) response.end()
  }

  #write(text: string): void {
    for (const response of this.#listeners) {
      if (response.writableLength < MAX_UNREAD_BYTES) response.write(text)
    }
  }
}
