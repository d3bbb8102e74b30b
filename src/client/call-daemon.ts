import type { IncomingMessage } from 'node:http'
import type { CallXRay } from './call-xray.ts'
import { httpModule } from './http-module.ts'

const TIMEOUT_MILLIS = 5000
/** AWS's own answers have some kB. */
const MAX_ANSWER_BYTES = 4_000_000

/**
 * Calls the API through the TCP side of an X-Ray daemon, which signs what it forwards, or through anything that listens
 * like one. A call takes 5 s at most; its connection is closed behind it.
 *
 *     callDaemon('http://127.0.0.1:2000')
 *
 * @param url with `http:` or `https:`; a path in it goes before the operation's
 * @param isWaitedFor whether the process goes on until the answer is there, even if it has nothing else to do
 */
export function callDaemon(url: string, isWaitedFor = true): CallXRay {
  const base = new URL(url)
  return async (path, request) => {
    const { request: send } = httpModule(base.protocol)
    const body = JSON.stringify(request)
    const signal = AbortSignal.timeout(TIMEOUT_MILLIS)
    // Node's own error says that it was aborted, by nobody knows whom.
    const inTime = (error: Error) =>
      signal.aborted ? new Error(`no answer within ${TIMEOUT_MILLIS / 1000} s`) : error
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send(new URL(base.pathname.replace(/\/$/, '') + path, base), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal,
      })
        .on('socket', socket => isWaitedFor || socket.unref())
        .on('error', error => reject(inTime(error)))
        .on('response', resolve)
        .end(body)
    })
    const text = await readText(response).catch(error => Promise.reject(inTime(error)))
    if (response.statusCode !== 200)
      throw new Error(`it answered ${response.statusCode}: ${text.slice(0, 200)}`)
    return JSON.parse(text)
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw new Error(`its answer is over ${MAX_ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
