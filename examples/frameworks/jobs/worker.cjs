// Work that no request asks for. A span without a parent is a segment of its own, named by the service; calls within it
// are in it. Without that span each call would be a trace of its own.
const { context, propagation, SpanKind, trace } = require('@opentelemetry/api')

const tracer = trace.getTracer('jobs-example')
const shop = process.env.SHOP_URL ?? 'http://127.0.0.1:8080'

/** Runs a job as a segment: its calls are in it, and so is what it throws. */
function asSegment(name, options, parent, job) {
  return tracer.startActiveSpan(name, options, parent, async span => {
    try {
      return await job()
    } catch (error) {
      span.recordException(error)
      span.setStatus({ code: 2, message: error.message })
      throw error
    } finally {
      span.end()
    }
  })
}

/** By the clock: a trace of its own. */
function nightlyReport() {
  return asSegment('nightly report', {}, context.active(), () => fetch(`${shop}/products`))
}

/** From a queue: the message brings the sender's trace, which goes on here. */
function handle(message) {
  const sender = propagation.extract(context.active(), message.headers)
  const options = { kind: SpanKind.CONSUMER, attributes: { 'messaging.destination.name': 'orders' } }
  return asSegment('process orders', options, sender, () => fetch(`${shop}/orders/${message.id}`))
}

async function main() {
  await nightlyReport()
  const headers = {
    'X-Amzn-Trace-Id': 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1',
  }
  await handle({ id: 7, headers })
}

main()
