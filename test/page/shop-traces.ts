import type { ReceivedDocument, Segment, Subsegment } from '../../src/document/index.ts'

/** A request to a shop, of which a trace is made. */
export interface ShopRequest {
  path: string
  status: number
  user?: string
  /** Seconds that it took. */
  seconds?: number
  /** Seconds before now at which it came. */
  ago?: number
}

let count = 0

/** An id that no other call gives. */
export function nextId(): string {
  return (++count).toString(16).padStart(16, '0')
}

/** A trace id that no other call gives. */
export function nextTraceId(): string {
  return `1-${Math.floor(Date.now() / 1000).toString(16)}-${(++count).toString(16).padStart(24, '0')}`
}

/** The trace of one request: the front end asks the stock, which asks its table; the front end asks its database. */
export function shopTrace(request: ShopRequest, traceId = nextTraceId()): ReceivedDocument[] {
  const { path, status, user = 'ann', seconds = 0.08, ago = 5 } = request
  const start = Date.now() / 1000 - ago
  const at = (share: number) => start + share * seconds
  const call: Subsegment = {
    id: nextId(),
    name: 'shop-stock',
    namespace: 'remote',
    start_time: at(0.1),
    end_time: at(0.6),
    http: { request: { method: 'GET', url: `http://stock.example${path}` }, response: { status: 200 } },
  }
  const query: Subsegment = {
    id: nextId(),
    name: 'shop@db',
    namespace: 'remote',
    start_time: at(0.65),
    end_time: at(0.95),
    sql: { database_type: 'PostgreSQL', sanitized_query: 'SELECT price FROM products WHERE id = $1' },
  }
  const front: Segment = {
    id: nextId(),
    trace_id: traceId,
    name: 'shop-front',
    origin: 'AWS::ECS::Fargate',
    start_time: start,
    end_time: at(1),
    user,
    http: {
      request: { method: 'GET', url: `http://shop.example${path}`, client_ip: '127.0.0.1' },
      response: { status },
    },
    annotations: { plan: user === 'ann' ? 'gold' : 'free', path },
    metadata: { default: { cart: { items: [{ product: 'teapot', count: 2 }] } } },
    aws: { region: 'eu-central-1' },
    subsegments: [call, query],
    ...outcomeOf(status),
  }
  const stock: Segment = {
    id: nextId(),
    trace_id: traceId,
    name: 'shop-stock',
    parent_id: call.id,
    start_time: at(0.2),
    end_time: at(0.5),
    subsegments: [
      {
        id: nextId(),
        name: 'DynamoDB',
        namespace: 'aws',
        start_time: at(0.25),
        end_time: at(0.45),
        aws: { operation: 'GetItem', table_name: 'stock', region: 'eu-central-1', request_id: 'R1' },
      },
    ],
  }
  return [front, stock]
}

function outcomeOf(status: number): Partial<Segment> {
  if (status >= 500) {
    const exceptions = [
      {
        id: nextId(),
        type: 'CheckoutError',
        message: 'Cannot check out',
        cause: 'e'.repeat(16),
        stack: [{ label: 'checkOut', path: '/app/checkout.js', line: 14 }],
      },
      { id: 'e'.repeat(16), type: 'PaymentError', message: 'No answer of the bank' },
    ]
    return { fault: true, cause: { exceptions } }
  }
  if (status === 429) return { error: true, throttle: true }
  return status >= 400 ? { error: true } : {}
}

/** A trace whose root asks a database so many times, each a millisecond. */
export function longTrace(queries: number, traceId = nextTraceId()): ReceivedDocument[] {
  const start = Date.now() / 1000 - 20
  const subsegments = Array.from(
    { length: queries },
    (_, at): Subsegment => ({
      id: nextId(),
      name: at % 7 === 3 ? `step ${at}` : 'query',
      start_time: start + at / 1000,
      end_time: start + (at + 1) / 1000,
    }),
  )
  const root: Segment = {
    id: nextId(),
    trace_id: traceId,
    name: 'batch',
    start_time: start,
    end_time: start + queries / 1000,
  }
  const parts: ReceivedDocument[] = []
  // As an exporter sends it: in documents that are small enough.
  for (let at = 0; at < subsegments.length; at += 200) {
    for (const subsegment of subsegments.slice(at, at + 200)) {
      parts.push({ ...subsegment, trace_id: traceId, parent_id: root.id, type: 'subsegment' })
    }
  }
  return [root, ...parts]
}
