import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasMoto, startMoto } from '../../fixtures/moto-server.ts'
import { needsInstrumented, runInstrumented } from '../../fixtures/run-instrumented.ts'
import type { ServerProcess } from '../../fixtures/server-process.ts'

beforeEach(needsInstrumented)

// The SDK warns of Node 20's end.
const AWS = {
  NODE_NO_WARNINGS: '1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'eu-west-1',
}

describe('against moto', () => {
  let moto: ServerProcess | undefined
  beforeAll(async () => {
    if (hasMoto) moto = await startMoto()
  }, 120_000)
  afterAll(() => moto?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => skip(!hasMoto, 'moto is not installed'))

  /** Runs calls within a request, and gives back the request's subsegments. */
  async function callsOf(code: string) {
    const environment = { ...AWS, AWS_ENDPOINT_URL: `http://127.0.0.1:${moto!.port}` }
    const { stderr, documents } = await runInstrumented(
      `const server = require('http').createServer(async (request, response) => {
         try { ${code} } catch (error) { console.error(error) } finally { response.end() }
       })
       visit(server, '/')`,
      environment,
    )
    expect(stderr).toBe('')
    return documents.find(({ http }) => http?.request?.client_ip)?.subsegments ?? []
  }

  test('DynamoDB: a call names its table; its HTTP request is no call of its own', async () => {
    const calls = await callsOf(
      `const { DynamoDB } = require('@aws-sdk/client-dynamodb')
       const dynamodb = new DynamoDB()
       await dynamodb.createTable({
         TableName: 'carts', BillingMode: 'PAY_PER_REQUEST',
         AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
         KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
       })
       await dynamodb.putItem({ TableName: 'carts', Item: { id: { S: 'item 4711' } } })
       await dynamodb.getItem({ TableName: 'nowhere', Key: { id: { S: '7' } } }).catch(() => {})`,
    )
    const call = { name: 'DynamoDB', namespace: 'aws' }
    expect(calls).toMatchObject([
      { ...call, aws: { operation: 'CreateTable', region: 'eu-west-1', request_id: expect.any(String) } },
      { ...call, aws: { operation: 'PutItem', table_name: 'carts' }, http: { response: { status: 200 } } },
      { ...call, aws: { operation: 'GetItem', table_name: 'nowhere' }, http: { response: { status: 400 } } },
    ])
    expect(calls[2]?.cause).toMatchObject({ exceptions: [{ type: 'ResourceNotFoundException' }] })
    expect(calls.flatMap(({ subsegments = [] }) => subsegments)).toEqual([])
    expect(JSON.stringify(calls)).not.toContain('4711')
  })

  test('S3: a call names its bucket', async () => {
    const calls = await callsOf(
      `const { S3 } = require('@aws-sdk/client-s3')
       const s3 = new S3({ forcePathStyle: true })
       await s3.createBucket({ Bucket: 'carts', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } })
       await s3.putObject({ Bucket: 'carts', Key: '7.json', Body: 'item 4711' })
       await (await s3.getObject({ Bucket: 'carts', Key: '7.json' })).Body.transformToString()`,
    )
    expect(calls.map(({ name, namespace, aws }) => [name, namespace, aws?.operation])).toEqual([
      ['S3', 'aws', 'CreateBucket'],
      ['S3', 'aws', 'PutObject'],
      ['S3', 'aws', 'GetObject'],
    ])
    expect(calls[2]).toMatchObject({ aws: { bucket_name: 'carts' }, http: { response: { status: 200 } } })
    expect(JSON.stringify(calls)).not.toContain('4711')
  })

  test('SQS and SNS: messages carry the trace, and who receives them links to it', async () => {
    const calls = await callsOf(
      `const { SQS } = require('@aws-sdk/client-sqs')
       const { SNS } = require('@aws-sdk/client-sns')
       const sqs = new SQS()
       const { QueueUrl } = await sqs.createQueue({ QueueName: 'carts' })
       await sqs.sendMessage({ QueueUrl, MessageBody: 'item 4711' })
       const { Messages } = await sqs.receiveMessage({ QueueUrl, MessageAttributeNames: ['All'] })
       if (!Messages[0].MessageAttributes['X-Amzn-Trace-Id']) throw new Error(JSON.stringify(Messages))
       const sns = new SNS()
       const { TopicArn } = await sns.createTopic({ Name: 'orders' })
       await sns.publish({ TopicArn, Message: 'item 4711' })`,
    )
    const at = (operation: string) => calls.find(({ aws }) => aws?.operation === operation)
    expect(at('SendMessage')).toMatchObject({
      name: 'SQS',
      namespace: 'aws',
      aws: { queue_url: expect.stringContaining('carts') },
    })
    expect(at('ReceiveMessage')).toMatchObject({ namespace: 'aws', links: [{ id: at('SendMessage')?.id }] })
    expect(at('Publish')).toMatchObject({
      namespace: 'aws',
      aws: { topic_arn: expect.stringContaining('orders') },
    })
    expect(JSON.stringify(calls)).not.toContain('4711')
  })
})

test('a call carries X-Amzn-Trace-Id with the ids of its subsegment and the Lineage of the caller', async () => {
  const { stdout, documents } = await runInstrumented(
    `const { createServer } = require('http')
     const { LambdaClient, ListFunctionsCommand } = require('@aws-sdk/client-lambda')
     const aws = createServer((request, response) => {
       console.log(request.headers['x-amzn-trace-id'], request.headers.authorization.includes('trace-id'))
       response.end('{}')
     })
     const server = createServer(async (request, response) => {
       const lambda = new LambdaClient({ endpoint: 'http://127.0.0.1:' + aws.address().port })
       await lambda.send(new ListFunctionsCommand({}))
       await lambda.send(new ListFunctionsCommand({}))
       lambda.destroy()
       response.end()
     })
     const header = 'X-Amzn-Trace-Id: Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a87bd80c:1'
     aws.listen(0, '127.0.0.1', () => visit(server, '/ ' + header).then(() => aws.close()))`,
    AWS,
  )
  const caller = documents.find(({ parent_id }) => parent_id === '53995c3f42cd8ad8')
  const calls = caller?.subsegments ?? []
  expect(calls.map(({ aws }) => aws?.operation)).toEqual(['ListFunctions', 'ListFunctions'])
  const header = (id?: string) =>
    `Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=${id};Sampled=1;Lineage=a87bd80c:1 false`
  expect(stdout.split('\n').slice(0, 2)).toEqual(calls.map(({ id }) => header(id)))
})
