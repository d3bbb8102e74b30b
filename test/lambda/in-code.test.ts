import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Folder, writeFunction } from '../fixtures/lambda-layer.ts'
import { type Document, isRuntimeBuilt, LambdaFunction, RUNTIME_CLIENTS } from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'

// Functions that are traced in their code, without the layer, in AWS's own runtime clients.

const TRACE_ID = '1-6921746b-5ac69fc467c01f3a268dc236'
const PARENT_ID = '53995c3f42cd8ad8'
const HEADER = `Root=${TRACE_ID};Parent=${PARENT_ID};Sampled=1`

const tools = join(projectRoot, '.ci/lambda/node_modules')
const CLIENTS = Object.keys(RUNTIME_CLIENTS) as (keyof typeof RUNTIME_CLIENTS)[]

/** A function's code in a folder with the packages that it imports: `[name, folder of the package]`. */
function writeProject(files: Record<string, string>, ...packages: [name: string, folder: string][]): Folder {
  const code = writeFunction(files)
  for (const [name, folder] of packages) {
    const link = join(code.path, 'node_modules', name)
    mkdirSync(join(link, '..'), { recursive: true })
    symlinkSync(folder, link)
  }
  return code
}

const SPANRAY: [string, string] = ['spanray', projectRoot]
const API: [string, string] = ['@opentelemetry/api', join(projectRoot, 'node_modules/@opentelemetry/api')]
const AWS_SDK: [string, string] = ['@aws-sdk', join(projectRoot, 'node_modules/@aws-sdk')]

/** A server in DynamoDB's place, which has one cart. */
async function listenDynamoDb() {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    request.resume().on('end', () => {
      response.setHeader('x-amzn-requestid', 'r-1')
      response.end('{"Item":{"total":{"N":"7"}}}')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const BUNDLED = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
  import { traceAwsClient } from 'spanray'
  import { traced } from 'spanray/lambda'
  const carts = traceAwsClient(new DynamoDBClient({}))
  export const handler = traced(async ({ cart }) => {
    if (!cart) throw new RangeError('no cart')
    const { Item } = await carts.send(new GetItemCommand({ TableName: 'carts', Key: { id: { S: cart } } }))
    return { total: Number(Item.total.N) }
  })`

const WEBPACK = (output: string) => `require('${join(tools, 'webpack')}')({
    mode: 'none', target: 'node20', entry: './src.mjs', context: __dirname, ${output}
  }, (error, stats) => {
    if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exitCode = 1 }
  })`

const ROLLDOWN = [
  join(projectRoot, 'node_modules/rolldown/bin/cli.mjs'),
  ...['src.mjs', '--platform', 'node', '--minify', '--no-code-splitting'],
]

/** How a function is bundled: the arguments of Node, and files of the bundler's own. */
const BUNDLES: Record<string, { command: string[]; files?: Record<string, string> }> = {
  'rolldown, CommonJS': { command: [...ROLLDOWN, '--file', 'out/index.cjs', '--format', 'cjs'] },
  'rolldown, an ES module': {
    command: [...ROLLDOWN, '--file', 'out/index.mjs', '--format', 'esm'],
  },
  'webpack, CommonJS': {
    command: ['build.cjs'],
    files: {
      'build.cjs': WEBPACK(
        "output: { path: __dirname + '/out', filename: 'index.cjs', library: { type: 'commonjs2' } }",
      ),
    },
  },
  'webpack, an ES module': {
    command: ['build.cjs'],
    files: {
      'build.cjs': WEBPACK(
        "output: { path: __dirname + '/out', filename: 'index.mjs', library: { type: 'module' } }, experiments: { outputModule: true }",
      ),
    },
  },
}

describe.skipIf(!isRuntimeBuilt).concurrent('traced() and traceAwsClient() in one bundle', () => {
  test.each(Object.entries(BUNDLES))(
    'of %s',
    async (_, { command, files }) => {
      using code = writeProject({ 'src.mjs': BUNDLED, ...files }, SPANRAY, API, AWS_SDK)
      execFileSync(process.execPath, command, { cwd: code.path, stdio: 'pipe' })
      // What is deployed is the bundle alone.
      await using dynamoDb = await listenDynamoDb()
      for (const client of CLIENTS) {
        await using lambda = await LambdaFunction.start({
          taskRoot: join(code.path, 'out'),
          handler: 'index.handler',
          client,
          environment: {
            AWS_ENDPOINT_URL: dynamoDb.url,
            AWS_ACCESS_KEY_ID: 'a',
            AWS_SECRET_ACCESS_KEY: 'b',
            NODE_NO_WARNINGS: '1',
          },
        })
        for (const isColdStart of [true, false]) {
          const { documents, error, payload } = await lambda.invoke({ cart: 'c7' }, { header: HEADER })
          expect({ payload, error, stderr: lambda.stderr }).toEqual({ payload: { total: 7 }, stderr: '' })
          expect(documents).toMatchObject([
            {
              name: 'pay',
              type: 'subsegment',
              trace_id: TRACE_ID,
              parent_id: PARENT_ID,
              annotations: { ColdStart: isColdStart },
              subsegments: [
                {
                  name: 'DynamoDB',
                  namespace: 'aws',
                  aws: { operation: 'GetItem', region: 'eu-west-1', request_id: 'r-1', table_name: 'carts' },
                },
              ],
            },
          ])
          const call = documents[0]?.subsegments?.[0]
          expect(dynamoDb.requests.at(-1)?.headers['x-amzn-trace-id']).toBe(
            `Root=${TRACE_ID};Parent=${call?.id};Sampled=1`,
          )
        }
        const { documents, error } = await lambda.invoke({}, { header: HEADER })
        expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'no cart' })
        expect(documents).toMatchObject([{ fault: true, cause: { exceptions: [{ message: 'no cart' }] } }])
      }
    },
    120_000,
  )
})

describe.skipIf(!isRuntimeBuilt).concurrent('tracedMiddleware() with middy', () => {
  const MIDDY: [string, string] = ['@middy/core', join(tools, '@middy/core')]

  /** The handler's own span is in the invocation's only when what middy runs is under it. */
  const SOURCE = `import middy from '@middy/core'
    import { trace } from '@opentelemetry/api'
    import { tracedMiddleware } from 'spanray/lambda'
    const price = async event => {
      await new Promise(resolve => setTimeout(resolve, 5))
      return trace.getTracer('cart').startActiveSpan('price cart', span => {
        span.end()
        if (!event.cart) throw new RangeError('no cart')
        return { cart: event.cart }
      })
    }
    export const handler = middy(price)
      .use(tracedMiddleware())
      .use({ before: () => new Promise(resolve => setTimeout(resolve, 5)) })`

  const nameOf = (documents: Document[]) => documents.map(({ name }) => name)

  async function start(source: string, client: (typeof CLIENTS)[number]) {
    const code = writeProject({ 'index.mjs': source }, SPANRAY, API, MIDDY)
    const lambda = await LambdaFunction.start({ taskRoot: code.path, handler: 'index.handler', client })
    return Object.assign(lambda, { code })
  }

  test.each(CLIENTS)('has what the handler does under the invocation, %s', async client => {
    await using lambda = await start(SOURCE, client)
    using _ = lambda.code
    for (const isColdStart of [true, false]) {
      const { documents, error, payload } = await lambda.invoke({ cart: 7 }, { header: HEADER })
      expect({ payload, error, stderr: lambda.stderr }).toEqual({ payload: { cart: 7 }, stderr: '' })
      expect(documents).toMatchObject([
        {
          name: 'pay',
          trace_id: TRACE_ID,
          parent_id: PARENT_ID,
          annotations: { ColdStart: isColdStart },
          subsegments: [{ name: 'price cart' }],
        },
      ])
    }
  })

  test.each(CLIENTS)('tells of what the handler throws, %s', async client => {
    await using lambda = await start(SOURCE, client)
    using _ = lambda.code
    const { documents, error } = await lambda.invoke({}, { header: HEADER })
    expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'no cart' })
    expect(nameOf(documents)).toEqual(['pay'])
    expect(documents).toMatchObject([
      { fault: true, cause: { exceptions: [{ message: 'no cart' }] }, subsegments: [{ name: 'price cart' }] },
    ])
  })

  test.each(CLIENTS)('does not hear of the answer of a middleware before the handler, %s', async client => {
    const early = SOURCE.replace(/\.use\(\{ before:.*\}\)$/, '.use({ before: () => ({ statusCode: 304 }) })')
    await using lambda = await start(early, client)
    using _ = lambda.code
    const { documents, payload } = await lambda.invoke({ cart: 7 }, { header: HEADER })
    expect(payload).toEqual({ statusCode: 304 })
    expect(documents).toEqual([])
  })
})
