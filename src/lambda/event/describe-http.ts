import type { Describe, EventDescription, Fields } from './event-description.ts'
import { carrierOf, fieldsOf, present, textOf } from './read-fields.ts'

/**
 * Requests by way of API Gateway (REST, HTTP and WebSocket APIs), a function URL or a load balancer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const describeHttp: Describe = event => {
  const request = fieldsOf(event.requestContext)
  if (request.http !== undefined) return describeVersion2(event, request)
  if (textOf(request.connectionId)) return describeWebSocket(event, request)
  if (textOf(event.httpMethod)) return describeVersion1(event, request)
  return undefined
}

/** HTTP APIs in their own format, and function URLs. */
function describeVersion2(event: Fields, request: Fields): EventDescription {
  const http = fieldsOf(request.http)
  const headers = carrierOf(event.headers)
  return {
    trigger: 'http',
    carriers: [headers],
    attributes: present({
      'http.request.method': textOf(http.method),
      'http.route': routeOf(event.routeKey),
      'url.path': textOf(event.rawPath) ?? textOf(http.path),
      'url.query': textOf(event.rawQueryString),
      'url.scheme': headers['x-forwarded-proto'],
      'server.address': hostOf(headers.host) ?? textOf(request.domainName),
      'client.address': textOf(http.sourceIp),
      'user_agent.original': textOf(http.userAgent) ?? headers['user-agent'],
    }),
  }
}

/** REST APIs, HTTP APIs in that format, and load balancers. */
function describeVersion1(event: Fields, request: Fields): EventDescription {
  const headers = carrierOf(event.headers ?? event.multiValueHeaders)
  const identity = fieldsOf(request.identity)
  return {
    trigger: 'http',
    carriers: [headers],
    attributes: present({
      'http.request.method': textOf(event.httpMethod),
      'http.route': textOf(event.resource),
      'url.path': textOf(request.path) ?? textOf(event.path),
      'url.query': queryOf(fieldsOf(event.multiValueQueryStringParameters ?? event.queryStringParameters)),
      'url.scheme': headers['x-forwarded-proto'],
      'server.address': hostOf(headers.host) ?? textOf(request.domainName),
      'client.address': textOf(identity.sourceIp) ?? headers['x-forwarded-for']?.split(',')[0]?.trim(),
      'user_agent.original': headers['user-agent'] ?? textOf(identity.userAgent),
    }),
  }
}

/** Only the connecting request has headers. */
function describeWebSocket(event: Fields, request: Fields): EventDescription {
  const identity = fieldsOf(request.identity)
  return {
    trigger: 'http',
    carriers: [carrierOf(event.headers)],
    attributes: present({
      'http.route': textOf(request.routeKey),
      'server.address': textOf(request.domainName),
      'client.address': textOf(identity.sourceIp),
      'user_agent.original': textOf(identity.userAgent),
      'aws.api_gateway.connection_id': textOf(request.connectionId),
      'aws.api_gateway.event_type': textOf(request.eventType),
    }),
  }
}

/** `GET /carts/{id}` without its method; `$default` is no route. */
function routeOf(routeKey: unknown): string | undefined {
  const key = textOf(routeKey)
  return key === undefined || key === '$default' ? undefined : key.slice(key.indexOf(' ') + 1)
}

function hostOf(header: string | undefined): string | undefined {
  return header?.replace(/:\d+$/, '')
}

function queryOf(parameters: Fields): string | undefined {
  const pairs = Object.entries(parameters).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map(one => `${encode(key)}=${encode(one)}`),
  )
  return pairs.length === 0 ? undefined : pairs.join('&')
}

/** Load balancers hand over what the client sent, already encoded. */
function encode(value: unknown): string {
  return String(value).replace(/[^\w%.~!*'()+-]/g, char =>
    encodeURIComponent(char.isWellFormed() ? char : '?'),
  )
}
