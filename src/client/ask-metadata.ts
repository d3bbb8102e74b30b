import { httpModule } from './http-module.ts'

type Request = typeof import('node:http').request

/** What a metadata server on the machine has to say, it says at once. */
const TIMEOUT_MILLIS = 300
const TICK_MILLIS = 30
/** Real answers have some kB. */
const MAX_ANSWER_BYTES = 65_536

/** Taken before anything of ours changes them: what is asked here is not traced. Few processes need them this early. */
const send: { http?: Request; https?: Request } = {}

/** What goes into a question. */
export interface MetadataQuestion {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Ends it: questions that belong together share one `metadataDeadline()`. */
  readonly signal?: AbortSignal
  /** Whether the process goes on until the answer is there, even if it has nothing else to do. @default {false} */
  readonly isWaitedFor?: boolean | undefined
  /** The certificate authority that the server has its certificate from, as PEM. */
  readonly ca?: string | undefined
}

/**
 * From now on, 300 ms in which the process can hear an answer: counted in ticks, because an app that loads its modules for
 * a second hears nothing meanwhile, and the answer is there when it is done.
 */
export function metadataDeadline(): AbortSignal {
  const deadline = new AbortController()
  const wait = (millis: number) => {
    if (millis <= 0) deadline.abort(new Error(`it gave no answer within ${TIMEOUT_MILLIS} ms`))
    else setTimeout(wait, TICK_MILLIS, millis - TICK_MILLIS).unref()
  }
  wait(TIMEOUT_MILLIS)
  return deadline.signal
}

/**
 * The answer of a metadata server. Rejects when there is none within 300 ms, one that says no, or one of more than 64 kB;
 * holds up the end of no process, unless it is waited for.
 */
export async function askMetadata(
  url: string,
  { method = 'GET', headers = {}, signal = metadataDeadline(), isWaitedFor, ca }: MetadataQuestion = {},
): Promise<string> {
  const request = requestFor(url)(url, { method, headers, agent: false, signal, ...(ca && { ca }) })
  return new Promise<string>((resolve, reject) => {
    request
      .on('socket', socket => isWaitedFor || socket.unref())
      .on('error', reject)
      .on('response', response => {
        let text = ''
        response
          .setEncoding('utf8')
          .on('data', chunk => {
            text += chunk
            if (text.length > MAX_ANSWER_BYTES)
              request.destroy(new Error(`${url} answered more than ${MAX_ANSWER_BYTES} bytes`))
          })
          .on('error', reject)
          .on('end', () =>
            response.statusCode === 200
              ? resolve(text)
              : reject(new Error(`${url} answered ${response.statusCode}`)),
          )
      })
      .end()
  })
}

function requestFor(url: string): Request {
  if (url.startsWith('https:')) {
    send.https ??= httpModule('https:').request
    return send.https
  }
  send.http ??= httpModule('http:').request
  return send.http
}
