import type { EventDescription } from '../../../src/lambda/event/event-description.ts'

/** Events as AWS's services send them, shortened, with a trace header wherever that kind can carry one. */
const HEADER = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=b0a1c2d3e4f50617;Sampled=1'
const OTHER_HEADER = 'Root=1-5759e989-aaaaaaaaaaaaaaaaaaaaaaaa;Parent=c0a1c2d3e4f50618;Sampled=1'
const TRACEPARENT = '00-5759e988bd862e3fe1be46a994272793-b0a1c2d3e4f50617-01'

export interface EventCase {
  event: unknown
  clientContext?: unknown
  trigger: EventDescription['trigger']
  /** Attributes that must be among those found. */
  attributes: Record<string, unknown>
  /** The headers found, one set for each carrier. */
  carriers: Record<string, string>[]
}

const bytes = (text: string) => [...Buffer.from(text)]

export const EVENTS: Record<string, EventCase> = {
  'API Gateway, REST': {
    event: {
      resource: '/carts/{id}',
      path: '/carts/7',
      httpMethod: 'GET',
      headers: {
        Host: 'api.example.com',
        'User-Agent': 'curl/8',
        'X-Forwarded-Proto': 'https',
        'X-Amzn-Trace-Id': HEADER,
      },
      multiValueQueryStringParameters: { size: ['L'], color: ['red', 'blue & white'] },
      requestContext: { path: '/prod/carts/7', identity: { sourceIp: '198.51.100.7' }, stage: 'prod' },
    },
    trigger: 'http',
    attributes: {
      'http.request.method': 'GET',
      'http.route': '/carts/{id}',
      'url.path': '/prod/carts/7',
      'url.query': 'size=L&color=red&color=blue%20%26%20white',
      'url.scheme': 'https',
      'server.address': 'api.example.com',
      'client.address': '198.51.100.7',
      'user_agent.original': 'curl/8',
    },
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'API Gateway, HTTP': {
    event: {
      version: '2.0',
      routeKey: 'POST /carts/{id}',
      rawPath: '/carts/7',
      rawQueryString: 'size=L',
      headers: { host: 'api.example.com:443', 'x-forwarded-proto': 'https', traceparent: TRACEPARENT },
      requestContext: {
        http: { method: 'POST', path: '/carts/7', sourceIp: '198.51.100.7', userAgent: 'curl/8' },
        domainName: 'api.example.com',
      },
    },
    trigger: 'http',
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/carts/{id}',
      'url.path': '/carts/7',
      'url.query': 'size=L',
      'server.address': 'api.example.com',
      'client.address': '198.51.100.7',
      'user_agent.original': 'curl/8',
    },
    carriers: [{ traceparent: TRACEPARENT }],
  },
  'function URL': {
    event: {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/carts',
      headers: { host: 'abc.lambda-url.eu-west-1.on.aws', 'x-amzn-trace-id': HEADER },
      requestContext: { http: { method: 'GET', path: '/carts', sourceIp: '198.51.100.7' } },
    },
    trigger: 'http',
    attributes: {
      'http.request.method': 'GET',
      'url.path': '/carts',
      'server.address': 'abc.lambda-url.eu-west-1.on.aws',
    },
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'load balancer': {
    event: {
      requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/1' } },
      httpMethod: 'GET',
      path: '/carts',
      queryStringParameters: { q: 'a%20b' },
      headers: {
        host: 'shop.example.com',
        'x-forwarded-for': '198.51.100.7, 10.0.0.1',
        'x-amzn-trace-id': HEADER,
      },
    },
    trigger: 'http',
    attributes: { 'url.path': '/carts', 'url.query': 'q=a%20b', 'client.address': '198.51.100.7' },
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'load balancer, headers of several values': {
    event: {
      requestContext: { elb: {} },
      httpMethod: 'GET',
      path: '/carts',
      multiValueHeaders: { 'X-Amzn-Trace-Id': [HEADER, 'another'] },
    },
    trigger: 'http',
    attributes: { 'url.path': '/carts' },
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'API Gateway, WebSocket': {
    event: {
      headers: { 'X-Amzn-Trace-Id': HEADER },
      requestContext: {
        connectionId: 'abc=',
        eventType: 'CONNECT',
        routeKey: '$connect',
        domainName: 'ws.example.com',
      },
    },
    trigger: 'http',
    attributes: {
      'http.route': '$connect',
      'aws.api_gateway.connection_id': 'abc=',
      'server.address': 'ws.example.com',
    },
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'SQS, a batch': {
    event: {
      Records: [
        {
          messageId: 'm1',
          attributes: { AWSTraceHeader: HEADER },
          messageAttributes: {
            'X-Amzn-Trace-Id': { stringValue: 'what the sender wrote', dataType: 'String' },
          },
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-west-1:1:orders.fifo',
        },
        { messageId: 'm2', attributes: { AWSTraceHeader: OTHER_HEADER }, messageAttributes: {} },
        { messageId: 'm3', attributes: {}, messageAttributes: {} },
      ],
    },
    trigger: 'pubsub',
    attributes: {
      'messaging.system': 'aws_sqs',
      'messaging.destination.name': 'orders.fifo',
      'messaging.batch.message_count': 3,
    },
    carriers: [{ 'x-amzn-trace-id': HEADER }, { 'x-amzn-trace-id': OTHER_HEADER }, {}],
  },
  'SQS, one message': {
    event: {
      Records: [
        {
          messageId: 'm1',
          attributes: {},
          messageAttributes: { traceparent: { stringValue: TRACEPARENT, dataType: 'String' } },
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-west-1:1:orders',
        },
      ],
    },
    trigger: 'pubsub',
    attributes: { 'messaging.message.id': 'm1', 'messaging.destination.name': 'orders' },
    carriers: [{ traceparent: TRACEPARENT }],
  },
  SNS: {
    event: {
      Records: [
        {
          EventSource: 'aws:sns',
          Sns: {
            MessageId: 'n1',
            TopicArn: 'arn:aws:sns:eu-west-1:1:paid',
            MessageAttributes: { traceparent: { Type: 'String', Value: TRACEPARENT } },
          },
        },
      ],
    },
    trigger: 'pubsub',
    attributes: {
      'messaging.system': 'aws.sns',
      'messaging.destination.name': 'paid',
      'messaging.message.id': 'n1',
    },
    carriers: [{ traceparent: TRACEPARENT }],
  },
  Kinesis: {
    event: {
      Records: [
        {
          eventSource: 'aws:kinesis',
          eventSourceARN: 'arn:aws:kinesis:eu-west-1:1:stream/clicks',
          kinesis: {
            data: Buffer.from(JSON.stringify({ traceparent: TRACEPARENT, cart: 7 })).toString('base64'),
          },
        },
        { kinesis: { data: Buffer.from('no "traceparent" in JSON').toString('base64') } },
      ],
    },
    trigger: 'datasource',
    attributes: {
      'messaging.system': 'aws.kinesis',
      'messaging.destination.name': 'clicks',
      'messaging.batch.message_count': 2,
    },
    carriers: [{ traceparent: TRACEPARENT }, {}],
  },
  'DynamoDB stream': {
    event: {
      Records: [
        {
          eventSource: 'aws:dynamodb',
          eventName: 'MODIFY',
          eventSourceARN: 'arn:aws:dynamodb:eu-west-1:1:table/carts/stream/2026-11-22T00:00:00.000',
        },
      ],
    },
    trigger: 'datasource',
    attributes: { 'faas.document.collection': 'carts', 'faas.document.operation': 'modify' },
    carriers: [],
  },
  S3: {
    event: {
      Records: [
        {
          eventSource: 'aws:s3',
          eventName: 'ObjectCreated:Put',
          s3: { bucket: { name: 'bills' }, object: { key: '7.pdf' } },
        },
      ],
    },
    trigger: 'datasource',
    attributes: {
      'faas.document.collection': 'bills',
      'faas.document.name': '7.pdf',
      'faas.document.operation': 'ObjectCreated:Put',
    },
    carriers: [],
  },
  SES: {
    event: { Records: [{ eventSource: 'aws:ses', ses: {} }] },
    trigger: 'other',
    attributes: {},
    carriers: [],
  },
  EventBridge: {
    event: {
      id: 'e1',
      source: 'shop.orders',
      'detail-type': 'Paid',
      detail: { traceparent: TRACEPARENT, cart: 7 },
    },
    trigger: 'pubsub',
    attributes: {
      'messaging.system': 'aws.eventbridge',
      'aws.eventbridge.source': 'shop.orders',
      'aws.eventbridge.detail_type': 'Paid',
    },
    carriers: [{ traceparent: TRACEPARENT }],
  },
  schedule: {
    event: {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2026-11-22T12:00:00Z',
      detail: {},
    },
    trigger: 'timer',
    attributes: { 'faas.time': '2026-11-22T12:00:00Z' },
    carriers: [],
  },
  Kafka: {
    event: {
      eventSource: 'aws:kafka',
      records: {
        'clicks-0': [
          { topic: 'clicks', headers: [{ traceparent: bytes(TRACEPARENT) }, { other: bytes('x') }] },
        ],
        'clicks-1': [{ topic: 'clicks', headers: [] }],
      },
    },
    trigger: 'pubsub',
    attributes: {
      'messaging.system': 'kafka',
      'messaging.destination.name': 'clicks',
      'messaging.batch.message_count': 2,
    },
    carriers: [{ traceparent: TRACEPARENT }, {}],
  },
  AppSync: {
    event: {
      info: { parentTypeName: 'Query', fieldName: 'cart' },
      request: { headers: { 'x-amzn-trace-id': HEADER } },
    },
    trigger: 'http',
    attributes: { 'graphql.field': 'Query.cart' },
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'CloudWatch Logs': {
    event: { awslogs: { data: 'H4sIAAAA' } },
    trigger: 'other',
    attributes: {},
    carriers: [],
  },
  'state machine': {
    event: { cart: 7, traceHeader: HEADER },
    trigger: 'other',
    attributes: {},
    carriers: [{ 'x-amzn-trace-id': HEADER }],
  },
  'Invoke, with a client context': {
    event: { cart: 7 },
    clientContext: { custom: { traceparent: TRACEPARENT } },
    trigger: 'other',
    attributes: {},
    carriers: [{ traceparent: TRACEPARENT }],
  },
  'Invoke, with a text': { event: 'cart 7', trigger: 'other', attributes: {}, carriers: [{}] },
}

/** Of a carrier's headers, those that may name a trace. */
export function traceHeaders(carrier: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(carrier).filter(([name]) => name === 'traceparent' || name === 'x-amzn-trace-id'),
  )
}
