// What an app does, as spans tell of it: a request with four calls.
import { context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'

export const SPANS_PER_TRACE = 5

/** The same request again and again, and what must be said of it. */
export function sameRequest(tracer) {
  const attributes = {
    'http.request.method': 'GET',
    'url.path': '/orders/7',
    'http.route': '/orders/:id',
    'http.response.status_code': 200,
  }
  const server = tracer.startSpan('GET /orders/:id', { kind: SpanKind.SERVER, attributes }, ROOT_CONTEXT)
  const inside = trace.setSpan(context.active(), server)
  for (let call = 1; call < SPANS_PER_TRACE; call++) {
    const attributes = {
      'http.request.method': 'GET',
      'url.full': `http://stock/${call}`,
      'server.address': 'stock',
      'http.response.status_code': 200,
    }
    tracer.startSpan('GET', { kind: SpanKind.CLIENT, attributes }, inside).end()
  }
  server.end()
}

let requests = 0

/** Requests that differ in path, client and port, with all that OpenTelemetry's instrumentations say of them. */
export function requestOfItsOwn(tracer) {
  const number = requests++ % 20_000
  const client = `10.0.0.${number % 50}`
  const attributes = {
    'http.request.method': 'GET',
    'url.scheme': 'http',
    'server.address': 'shop.example',
    'server.port': 8080,
    'network.peer.address': client,
    'network.peer.port': 40_000 + number,
    'client.address': client,
    'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    'url.path': `/orders/${number}`,
    'network.protocol.version': '1.1',
  }
  const server = tracer.startSpan('GET /orders/:id', { kind: SpanKind.SERVER, attributes }, ROOT_CONTEXT)
  const inside = trace.setSpan(context.active(), server)
  for (const path of ['stock', 'prices']) call(tracer, inside, `/${path}/${number}`)
  for (const text of QUERIES) query(tracer, inside, text)
  server.setAttributes({ 'http.response.status_code': 200, 'http.route': '/orders/:id' })
  server.end()
}

function call(tracer, inside, path) {
  const attributes = {
    'http.request.method': 'GET',
    'server.address': 'stock',
    'server.port': 80,
    'url.full': `http://stock${path}`,
  }
  const span = tracer.startSpan('GET', { kind: SpanKind.CLIENT, attributes }, inside)
  span.setAttributes({
    'http.response.status_code': 200,
    'network.peer.address': '10.0.1.7',
    'network.peer.port': 80,
    'network.protocol.version': '1.1',
  })
  span.end()
}

const QUERIES = [
  'SELECT name, price FROM products WHERE id = $1',
  "SELECT * FROM carts WHERE user_id = $1 AND state = 'open'",
]

function query(tracer, inside, text) {
  const attributes = {
    'db.system.name': 'postgresql',
    'db.namespace': 'shop',
    'db.query.text': text,
    'server.address': 'db.internal',
    'server.port': 5432,
  }
  tracer.startSpan('pg.query:SELECT shop', { kind: SpanKind.CLIENT, attributes }, inside).end()
}
