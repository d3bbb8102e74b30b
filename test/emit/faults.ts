import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request that a server of a fault gets, the first is number 1. */
export interface Turn {
  readonly number: number
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Ids of the documents in it. */
  readonly ids: readonly string[]
  /** Answers as X-Ray does; takes the documents but those that it names. */
  take(unprocessed?: readonly Refused[]): void
}

interface Refused {
  readonly Id: string | null
  readonly ErrorCode: string
  readonly Message?: string
}

/** What a server does, and what is to become of the documents `a`, `b` and `c`. */
export interface Fault {
  readonly name: string
  readonly serve: (turn: Turn) => unknown
  readonly accounts: {
    readonly sent?: number
    readonly unprocessed?: Record<string, number>
    readonly dropped?: Record<string, number>
  }
  /** Requests that the server gets. @default any number */
  readonly requests?: number
  readonly isSigned?: boolean
  /** How long a call may take. @default {10000} */
  readonly timeoutMillis?: number
}

/** Does it in the first request, and is well from then on. */
const once =
  (serve: (turn: Turn) => unknown) =>
  (turn: Turn): unknown =>
    turn.number === 1 ? serve(turn) : turn.take()

const answer =
  (status: number, headers: Record<string, string> = {}, body = '{}') =>
  ({ response }: Turn) =>
    response.writeHead(status, headers).end(body)
const refuse = (status: number, type: string, headers = {}) =>
  answer(status, { 'x-amzn-errortype': type, ...headers }, '{"Message":"no"}')
const hang = () => {}
const reset = ({ request }: Turn) => request.socket.destroy()
const drip = ({ response }: Turn) => {
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}
const half = ({ request, response }: Turn) =>
  response.writeHead(200, { 'content-length': '100' }).write('{"Unproc', () => request.socket.destroy())

const ALL = { sent: 3 }

export const FAULTS: readonly Fault[] = [
  { name: 'there is none', serve: turn => turn.take(), accounts: ALL, requests: 1 },

  { name: 'it hangs', serve: hang, accounts: { dropped: { timeout: 3 } }, timeoutMillis: 200 },
  { name: 'it hangs once', serve: once(hang), accounts: ALL, timeoutMillis: 1000 },
  {
    name: 'it answers in slow drips',
    serve: drip,
    accounts: { dropped: { timeout: 3 } },
    timeoutMillis: 200,
  },
  { name: 'it drips once', serve: once(drip), accounts: ALL, timeoutMillis: 1000 },
  { name: 'it resets connections', serve: reset, accounts: { dropped: { ECONNRESET: 3 } } },
  { name: 'it resets one connection', serve: once(reset), accounts: ALL, requests: 2 },
  { name: 'it gives half an answer', serve: half, accounts: { dropped: { ECONNRESET: 3 } } },
  { name: 'it gives half an answer once', serve: once(half), accounts: ALL, requests: 2 },
  {
    name: 'it speaks another protocol',
    serve: ({ request }) => request.socket.end('220 smtp.example ready\r\n'),
    accounts: { dropped: { HPE_INVALID_CONSTANT: 3 } },
  },

  { name: 'it answers 500', serve: answer(500), accounts: { dropped: { http_500: 3 } } },
  { name: 'it answers 500 once', serve: once(answer(500)), accounts: ALL, requests: 2 },
  {
    name: 'it answers 502 with a page three times',
    serve: turn => (turn.number <= 3 ? answer(502, {}, '<html>')(turn) : turn.take()),
    accounts: ALL,
    requests: 4,
  },
  {
    name: 'it answers 503 and asks for a moment',
    serve: once(answer(503, { 'retry-after': '0.1' })),
    accounts: ALL,
    requests: 2,
  },
  { name: 'it answers 408 once', serve: once(answer(408)), accounts: ALL, requests: 2 },
  { name: 'it answers 429 once', serve: once(refuse(429, 'ThrottledException')), accounts: ALL, requests: 2 },
  {
    name: 'it answers 429',
    serve: refuse(429, 'ThrottledException:http://internal.amazon.com/'),
    accounts: { dropped: { ThrottledException: 3 } },
  },
  {
    name: 'it answers 429 and asks for an hour',
    serve: refuse(429, 'ThrottledException', { 'retry-after': '3600' }),
    accounts: { dropped: { ThrottledException: 3 } },
    requests: 1,
  },
  {
    name: 'it throttles by 400 once',
    serve: once(refuse(400, 'ThrottlingException')),
    accounts: ALL,
    requests: 2,
  },

  {
    name: 'its answer is no JSON',
    serve: answer(200, {}, '<html>'),
    accounts: { dropped: { invalid_answer: 3 } },
  },
  { name: 'its answer is empty once', serve: once(answer(200, {}, '')), accounts: ALL, requests: 2 },
  {
    name: 'its answer is huge',
    serve: answer(200, {}, ' '.repeat(5_000_000)),
    accounts: { dropped: { answer_too_large: 3 } },
  },
  { name: 'its answer is JSON of another kind', serve: answer(200, {}, '["?"]'), accounts: ALL, requests: 1 },
  {
    name: 'it lists no list',
    serve: answer(200, {}, '{"UnprocessedTraceSegments":{"Id":"a"}}'),
    accounts: ALL,
    requests: 1,
  },

  {
    name: 'it leads elsewhere',
    serve: answer(307, { location: '/elsewhere' }),
    accounts: { unprocessed: { redirect: 3 } },
    requests: 1,
  },
  {
    name: 'it denies access',
    serve: refuse(403, 'AccessDeniedException'),
    accounts: { unprocessed: { AccessDeniedException: 3 } },
    requests: 1,
  },
  {
    name: 'it knows no such operation',
    serve: answer(404),
    accounts: { unprocessed: { http_404: 3 } },
    requests: 1,
  },
  {
    name: 'it takes the signature for a wrong one',
    serve: refuse(403, 'InvalidSignatureException'),
    accounts: { unprocessed: { InvalidSignatureException: 3 } },
    requests: 1,
    isSigned: true,
  },
  {
    name: 'its clock is an hour ahead',
    serve: once(
      refuse(403, 'InvalidSignatureException', { date: new Date(Date.now() + 3_600_000).toUTCString() }),
    ),
    accounts: ALL,
    requests: 2,
    isSigned: true,
  },
  {
    name: 'the credentials have expired, and there are new ones',
    serve: once(refuse(403, 'ExpiredTokenException')),
    accounts: ALL,
    requests: 2,
    isSigned: true,
  },
  {
    name: 'the credentials have expired, and there are no others',
    serve: refuse(403, 'ExpiredTokenException'),
    accounts: { unprocessed: { ExpiredTokenException: 3 } },
    requests: 2,
    isSigned: true,
  },

  {
    name: 'it throttles one document once',
    serve: turn => turn.take(turn.number === 1 ? [{ Id: 'b', ErrorCode: 'ThrottledException' }] : []),
    accounts: ALL,
    requests: 2,
  },
  {
    name: 'it throttles one document',
    serve: turn => turn.take([{ Id: 'b', ErrorCode: 'ThrottledException' }]),
    accounts: { sent: 2, dropped: { ThrottledException: 1 } },
  },
  {
    name: 'it refuses one document',
    serve: turn => turn.take([{ Id: 'b', ErrorCode: 'InvalidSegment', Message: 'no' }]),
    accounts: { sent: 2, unprocessed: { InvalidSegment: 1 } },
    requests: 1,
  },
  {
    name: 'it refuses one document and throttles another once',
    serve: turn =>
      turn.take(
        turn.number === 1
          ? [
              { Id: 'c', ErrorCode: 'ThrottledException' },
              { Id: 'a', ErrorCode: 'InvalidName' },
            ]
          : [],
      ),
    accounts: { sent: 2, unprocessed: { InvalidName: 1 } },
    requests: 2,
  },
  {
    name: 'it refuses all, for several reasons',
    serve: turn =>
      turn.take([
        { Id: 'a', ErrorCode: 'MissingId' },
        { Id: 'b', ErrorCode: 'InvalidSegment' },
        { Id: 'c', ErrorCode: 'InvalidSegment' },
      ]),
    accounts: { unprocessed: { MissingId: 1, InvalidSegment: 2 } },
    requests: 1,
  },
  {
    name: 'it names no document',
    serve: turn => turn.take([{ Id: null, ErrorCode: 'ParseError' }]),
    accounts: { sent: 2, unprocessed: { ParseError: 1 } },
    requests: 1,
  },
  {
    name: 'it refuses a call for one document in it',
    serve: turn => (turn.ids.includes('b') ? refuse(400, 'InvalidRequestException')(turn) : turn.take()),
    accounts: { sent: 2, unprocessed: { InvalidRequestException: 1 } },
  },
  {
    name: 'it takes one document a call',
    serve: turn => (turn.ids.length > 1 ? answer(413)(turn) : turn.take()),
    accounts: ALL,
  },
]
