import { readFileSync } from 'node:fs'
import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'

/**
 * The spans of the fixture, a list for each trace, made by OpenTelemetry's own SDK: ids, paths, users and requests
 * all differ; routes and SQL texts come again every twentieth time.
 */
export function readFixture() {
  const fixture = JSON.parse(readFileSync(new URL('fixture.json', import.meta.url), 'utf8'))
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes(fixture.resource),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  })
  return Array.from({ length: fixture.traces }, (_, index) => {
    makeTrace(provider, fixture, index)
    const spans = exporter.getFinishedSpans()
    exporter.reset()
    return spans
  })
}

function makeTrace(provider, { routes, sql, spans }, index) {
  const words = {
    route: routes[index % routes.length].replace('{id}', ':id'),
    path: routes[index % routes.length].replace('{id}', `p-${index}`),
    user: `user-${index * 7919}`,
    n: String(index),
    byte: String(index % 250),
    port: String(40_000 + index),
    request: `REQUEST${(index * 104_729).toString(36).toUpperCase()}EXAMPLE`,
    ...Object.fromEntries(sql.map((_, offset) => [`sql${offset}`, sql[(index + offset) % sql.length]])),
  }
  const made = []
  for (const { name, kind, parent, scope, attributes } of spans) {
    const context = parent === null ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, made[parent])
    made.push(
      provider
        .getTracer(scope, '1.0.0')
        .startSpan(
          fill(name, words),
          { kind: SpanKind[kind.toUpperCase()], attributes: fillAll(attributes, words) },
          context,
        ),
    )
  }
  // Children end before their parents, as they do in an app.
  for (const [position, span] of [...made.entries()].reverse()) {
    const { status, exception } = spans[position]
    if (exception) {
      const { type, message, stacktrace } = fillAll(exception, words)
      span.addEvent('exception', {
        'exception.type': type,
        'exception.message': message,
        'exception.stacktrace': stacktrace,
      })
    }
    if (status) span.setStatus(fillAll(status, words))
    span.end()
  }
}

function fillAll(values, words) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' ? fill(value, words) : value,
    ]),
  )
}

function fill(text, words) {
  return text.replace(/\{(\w+)\}/g, (_, word) => words[word])
}
