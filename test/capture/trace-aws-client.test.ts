import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  DynamoDBClient,
  GetItemCommand,
  paginateListTables,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { context } from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { traceAwsClient } from '../../src/capture/trace-aws-client.ts'
import type { Segment, Subsegment } from '../../src/document/index.ts'
import { toXRayTraceId } from '../../src/ids/index.ts'
import { XRayPropagator } from '../../src/propagation/index.ts'
import { hasMoto, startMoto } from '../fixtures/moto-server.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'
import { traced } from '../fixtures/traced.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

/** Answers of a server in AWS's place, one for each request, the last one again and again. */
async function listenHttp(...answers: { status: number; body?: string; headers?: Record<string, string> }[]) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    const { status, body = '{}', headers } = answers[Math.min(requests.length, answers.length) - 1]!
    request
      .resume()
      .on('end', () => response.writeHead(status, { 'content-length': body.length, ...headers }).end(body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const config = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  }
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { config, requests, [Symbol.asyncDispose]: close }
}

const getCart = new GetItemCommand({ TableName: 'carts', Key: { id: { S: 'secret' } } })
const OK = { status: 200, headers: { 'x-amzn-requestid': 'r-1' } }

describe('traceAwsClient()', () => {
  it('makes a subsegment of a call, without the item', async () => {
    await using aws = await listenHttp(OK)
    const client = new DynamoDBClient(aws.config)
    expect(traceAwsClient(client)).toBe(client)
    const { document } = await traced(() => client.send(getCart))
    expect(document.subsegments).toHaveLength(1)
    expect(document.subsegments).toMatchObject([
      {
        name: 'DynamoDB',
        namespace: 'aws',
        http: { response: { status: 200, content_length: 2 } },
        aws: { operation: 'GetItem', table_name: 'carts', region: 'eu-west-1', request_id: 'r-1' },
      },
    ])
    expect(JSON.stringify(document)).not.toContain('secret')
  })

  it('counts retries', async () => {
    await using aws = await listenHttp({ status: 500 }, { status: 500 }, OK)
    const { document } = await traced(() => traceAwsClient(new DynamoDBClient(aws.config)).send(getCart))
    expect(aws.requests).toHaveLength(3)
    expect(document.subsegments).toMatchObject([{ aws: { retries: 2 }, http: { response: { status: 200 } } }])
  })

  it('records an error of the service, and throws it on', async () => {
    const body = '{"__type":"com.amazonaws#ResourceNotFoundException","message":"no table"}'
    await using aws = await listenHttp({ status: 400, body, headers: OK.headers })
    const { value, document } = await traced(() =>
      traceAwsClient(new DynamoDBClient(aws.config))
        .send(getCart)
        .catch(error => error),
    )
    expect(value).toBeInstanceOf(ResourceNotFoundException)
    expect(document.subsegments).toMatchObject([
      {
        error: true,
        http: { response: { status: 400 } },
        aws: { operation: 'GetItem', request_id: 'r-1' },
        cause: { exceptions: [{ type: 'ResourceNotFoundException', message: 'no table' }] },
      },
    ])
  })

  it('records that nobody answers', async () => {
    const config = {
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    }
    const client = traceAwsClient(new DynamoDBClient({ ...config, endpoint: 'http://127.0.0.1:1' }))
    const { document } = await traced(() => client.send(getCart).catch(() => {}))
    expect(document.subsegments).toMatchObject([
      { name: 'DynamoDB', fault: true, aws: { region: 'eu-west-1' } },
    ])
  })

  it('carries the trace in the request, with what the caller sent beside it', async () => {
    await using aws = await listenHttp(OK)
    const client = traceAwsClient(new DynamoDBClient(aws.config))
    const header =
      'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:1|b:2'
    const getter = { keys: () => ['x-amzn-trace-id'], get: () => header }
    const { spans } = await traced(async () => {
      const caller = new XRayPropagator().extract(context.active(), {}, getter)
      await context.with(caller, () => client.send(getCart))
      await client.send(getCart)
    })
    const sent = aws.requests.map(({ headers }) => headers['x-amzn-trace-id'])
    expect(sent[0]).toMatch(
      /^Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=(?!53995c3f42cd8ad8)[0-9a-f]{16};Sampled=1;Lineage=a:1\|b:2$/,
    )
    const { spanId, traceId } = spans[1]!.spanContext()
    expect(sent[1]).toBe(`Root=${toXRayTraceId(traceId)};Parent=${spanId};Sampled=1`)
    expect(aws.requests[0]!.headers.authorization).not.toContain('x-amzn-trace-id')
  })

  it('says in the request that a trace is not sampled', async () => {
    await using aws = await listenHttp(OK)
    const client = traceAwsClient(new DynamoDBClient(aws.config))
    const { spans } = await traced(() => client.send(getCart), { sampled: false })
    expect(spans).toEqual([])
    expect(aws.requests[0]!.headers['x-amzn-trace-id']).toMatch(/^Root=1-.*;Parent=.*;Sampled=0$/)
  })

  it('traces a call once for a client that is given twice, and none where tracing is suppressed', async () => {
    await using aws = await listenHttp(OK)
    const client = traceAwsClient(traceAwsClient(new DynamoDBClient(aws.config)))
    const { document } = await traced(async () => {
      await client.send(getCart)
      await context.with(suppressTracing(context.active()), () => client.send(getCart))
    })
    expect(document.subsegments).toHaveLength(1)
    expect(aws.requests).toHaveLength(2)
  })

  it('traces what goes through the client: documents of DynamoDB, pages', async () => {
    await using aws = await listenHttp({ status: 200, body: '{"TableNames":["carts"]}' })
    const client = traceAwsClient(new DynamoDBClient(aws.config))
    const documentClient = DynamoDBDocumentClient.from(client)
    const { document } = await traced(async () => {
      await documentClient.send(new GetCommand({ TableName: 'carts', Key: { id: 7 } }))
      for await (const { TableNames } of paginateListTables({ client }, {}))
        expect(TableNames).toEqual(['carts'])
    })
    expect(document.subsegments?.map(({ aws }) => aws?.operation)).toEqual(['GetItem', 'ListTables'])
  })

  it('leaves presigned URLs as they are', async () => {
    const config = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
    const client = traceAwsClient(new S3Client(config))
    const { value, spans } = await traced(() =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: 'receipts', Key: '7.txt' })),
    )
    expect(value).not.toMatch(/trace/i)
    expect(spans.map(({ name }) => name)).toEqual(['GET'])
  })

  it('links a batch of messages to those who sent them', async () => {
    const header = 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1'
    const messages = [{ MessageId: 'm-1', Attributes: { AWSTraceHeader: header } }, { MessageId: 'm-2' }]
    await using aws = await listenHttp({ status: 200, body: JSON.stringify({ Messages: messages }) })
    const client = traceAwsClient(new SQSClient({ ...aws.config, md5: false }))
    const { spans } = await traced(() =>
      client.send(new ReceiveMessageCommand({ QueueUrl: aws.config.endpoint })),
    )
    expect(spans[0]?.links).toMatchObject([
      { context: { traceId: '6921746b5ac69fc467c01f3a268dc236', spanId: '53995c3f42cd8ad8' } },
    ])
  })

  it('works where nothing is set up', async () => {
    await using aws = await listenHttp(OK)
    await traceAwsClient(new DynamoDBClient(aws.config)).send(getCart)
    expect(aws.requests[0]!.headers).not.toHaveProperty('x-amzn-trace-id')
  })

  it.each([undefined, {}, { middlewareStack: {} }])('refuses %j, which is no client', client => {
    expect(() => traceAwsClient(client as never)).toThrow(
      /^Cannot trace this client: .* AWS SDK for JavaScript v3$/,
    )
  })
})

describe('calls to DynamoDB, S3, SQS and SNS', () => {
  let moto: ServerProcess
  beforeAll(async () => {
    if (hasMoto) moto = await startMoto()
  }, 120_000)
  afterAll(() => moto?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasMoto, 'moto is not installed'))

  /** What a document says of each call, without what differs from run to run. */
  async function calls(flags: string[], environment: NodeJS.ProcessEnv) {
    await fetch(`http://127.0.0.1:${moto.port}/moto-api/reset`, { method: 'POST' })
    await using daemon = await listenUdp()
    const app = join(projectRoot, 'test/fixtures/apps/in-code/aws-calls.cjs')
    const { code, stderr } = await runNode([...flags, app], {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.port}`,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${moto.port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      OTEL_SERVICE_NAME: 'calls',
      NODE_NO_WARNINGS: '1',
      ...environment,
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const documents: Segment[] = daemon.datagrams.map(text => JSON.parse(text.slice(text.indexOf('\n') + 1)))
    expect(documents).toHaveLength(1)
    return (documents[0]?.subsegments ?? []).map(describeCall)
  }

  function describeCall({ aws, cause, http, name, namespace, subsegments, ...flags }: Subsegment) {
    const { request_id, ...call } = aws ?? {}
    const exceptions = typeof cause === 'object' ? cause.exceptions?.map(({ type }) => type) : undefined
    const { error, fault, throttle } = flags
    return {
      name,
      namespace,
      call,
      status: http?.response?.status,
      subsegments,
      exceptions,
      error,
      fault,
      throttle,
    }
  }

  test('are told as OpenTelemetry’s instrumentation tells them, once each', async () => {
    const preload = ['--require', 'spanray/register']
    const only = { PRELOADED: 'yes', OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'aws-sdk,http' }
    const instrumented = await calls(preload, only)
    const both = await calls(preload, { ...only, TRACE_CLIENTS: 'yes' })
    const ours = await calls([], { TRACE_CLIENTS: 'yes' })
    expect(both).toEqual(instrumented)
    expect(ours.map(({ name, call }) => `${name} ${call.operation}`)).toEqual([
      'DynamoDB CreateTable',
      'DynamoDB GetItem',
      'DynamoDB GetItem',
      'S3 CreateBucket',
      'S3 PutObject',
      'SQS CreateQueue',
      'SQS SendMessage',
      'SQS ReceiveMessage',
      'SNS CreateTopic',
      'SNS Publish',
    ])
    // An object's key is ours alone.
    expect(ours[4]?.call).toMatchObject({ bucket_name: 'receipts', key: '7.txt' })
    expect(ours).toMatchObject(instrumented)
  })
})
