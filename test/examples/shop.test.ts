import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface ShopRequest {
  name: string
  method: string
  path: string
  body?: object
  status: number
  services: string[]
}

const shopFolder = join(import.meta.dirname, '../../examples/shop')
const { requests }: { requests: ShopRequest[] } = createRequire(import.meta.url)(
  join(shopFolder, 'requests.cjs'),
)

const children: ChildProcess[] = []

/** Starts one of the shop's processes; `listening` is what it says over IPC. */
async function start(file: string, env: Record<string, string> = {}) {
  const child = fork(join(shopFolder, file), [], {
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  let errors = ''
  child.stderr?.on('data', chunk => {
    errors += chunk
  })
  const [{ listening }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ends before it listens: ${errors}`))),
  ])
  return { child, listening, errors: () => errors }
}

let standIns: { postgres: number; dynamodb: number }
let stockUrl: string
let shopUrl: string
let dynamodbUrl: string
let frontErrors: () => string

beforeAll(async () => {
  standIns = (await start('stand-ins/index.cjs', { PGPORT: '0', DYNAMODB_PORT: '0' })).listening
  dynamodbUrl = `http://127.0.0.1:${standIns.dynamodb}`
  const stock = await start('stock.cjs', { PORT: '0', AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl })
  stockUrl = `http://127.0.0.1:${stock.listening}`
  const front = await start('front.cjs', frontEnv())
  frontErrors = front.errors
  shopUrl = `http://127.0.0.1:${front.listening}`
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

function frontEnv() {
  return {
    PORT: '0',
    STOCK_URL: stockUrl,
    PGPORT: String(standIns.postgres),
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl,
  }
}

async function send({ method, path, body }: Pick<ShopRequest, 'method' | 'path' | 'body'>) {
  const response = await fetch(new URL(path, shopUrl), {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

describe('the shop', () => {
  const bodies: Record<string, unknown> = {
    'the home page': 'The shop is open.\n',
    'a product': { id: 'teapot', name: 'Teapot, brown', price: 24.5, left: 7 },
    'a full cart': { id: 'cart-1', product: 'teapot', quantity: 2 },
    'more than is left': { error: 'Too few of kettle left' },
    'an unknown product': { error: 'There is no product unicorn' },
    'a search': {
      products: [
        { id: 'cup', name: 'Teacup, blue' },
        { id: 'teapot', name: 'Teapot, brown' },
      ],
    },
    'a search too soon': { error: 'Too many searches, wait a little' },
    'a checkout that fails': { error: 'Something broke on our side' },
    'a slow report': { products: 3, worth: 68, soldEachWeek: [12, 7, 19, 11] },
  }

  it.each(requests)('answers $status to $name', async request => {
    const startMillis = performance.now()
    const answer = await send(request)
    const tookMillis = performance.now() - startMillis

    expect(answer.status).toBe(request.status)
    expect(answer.body).toEqual(bodies[request.name])
    if (request.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    if (request.path === '/report') expect(tookMillis).toBeGreaterThan(450)
  })

  it('writes the cart to the carts table', async () => {
    const { Item } = await dynamodb().send(
      new GetItemCommand({ TableName: 'carts', Key: { id: { S: 'cart-1' } } }),
    )
    expect(Item).toEqual({ id: { S: 'cart-1' }, product: { S: 'teapot' }, quantity: { N: '2' } })
  })

  it('prints one line for the request that fails, and none for the others', () => {
    expect(frontErrors()).toBe('GET /checkout: Cannot check out cart-1\n')
  })

  it.each([
    ['a path that does not exist', { method: 'GET', path: '/nowhere' }, 404],
    ['a path that cannot be decoded', { method: 'GET', path: '/products/%E0' }, 400],
    ['a product named like a path', { method: 'GET', path: '/products/..%2Fhistory' }, 404],
    ['a cart without a product', { method: 'POST', path: '/cart', body: { id: 'cart-1' } }, 400],
    ['a cart without a body', { method: 'POST', path: '/cart' }, 400],
  ])('refuses %s', async (_name, request, status) => {
    const answer = await send(request)
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ error: expect.any(String) })
  })

  it('says which service each request passes', () => {
    expect(requests.map(({ name }) => name)).toEqual(Object.keys(bodies))
    for (const { services } of requests) expect(services[0]).toBe('shop-front')
  })

  it('knows nothing of what watches it', () => {
    const files = readdirSync(shopFolder, { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.cjs'),
    )
    expect(files).toContain('front.cjs')
    for (const file of files) {
      expect(readFileSync(join(shopFolder, file), 'utf8'), file).not.toMatch(
        /spanray|open-?telemetry|otel|x-?ray|trac(e|ing)/i,
      )
    }
  })
})

describe('the stock service', () => {
  it.each([
    ['GET', '/stock/cup', undefined, 200, { product: 'cup', left: 120 }],
    ['GET', '/stock/unicorn', undefined, 404, { error: 'There is no product unicorn' }],
    ['GET', '/', undefined, 404, { error: 'There is nothing here' }],
    ['POST', '/reserve', '{"product":"cup","quantity":3}', 200, { product: 'cup', quantity: 3 }],
    ['POST', '/reserve', '{"product":"kettle","quantity":3}', 409, { error: 'Only 1 of kettle left' }],
    ['POST', '/reserve', '{"product":', 400, { error: 'A reservation is { product, quantity }' }],
    ['POST', '/reserve', 'null', 400, { error: 'A reservation is { product, quantity }' }],
  ])('answers %s %s with body %s', async (method, path, body, status, answer) => {
    const response = await fetch(new URL(path, stockUrl), { method, ...(body && { body }) })
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual(answer)
  })

  it('lives on after a body that is too long', async () => {
    await fetch(new URL('/reserve', stockUrl), { method: 'POST', body: 'x'.repeat(1_000_000) }).catch(
      () => {},
    )
    expect((await fetch(new URL('/stock/cup', stockUrl))).status).toBe(200)
  })
})

describe('a process of the shop', () => {
  const files = ['stand-ins/index.cjs', 'stock.cjs', 'front.cjs']
  const env = () => ({ ...frontEnv(), PGPORT: '0', DYNAMODB_PORT: '0' })

  it.each(files)('%s ends well on SIGTERM', async file => {
    const { child } = await start(file, env())
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it.each(files)('%s ends with its parent', async file => {
    const { child } = await start(file, env())
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('ends well with connections that idle in it', async () => {
    const { child, listening } = await start('front.cjs', frontEnv())
    const product = await fetch(`http://127.0.0.1:${listening}/products/cup`)
    expect(await product.json()).toMatchObject({ left: 120 })
    const startMillis = performance.now()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    // Node gives an idle connection five seconds.
    expect(performance.now() - startMillis).toBeLessThan(4000)
  })

  it('finishes on SIGTERM what it is doing', async () => {
    const { child, listening } = await start('front.cjs', frontEnv())
    const exit = once(child, 'exit')
    const report = fetch(`http://127.0.0.1:${listening}/report`)
    await new Promise(resolve => setTimeout(resolve, 100))
    child.kill('SIGTERM')
    const answer = await report
    expect(answer.status).toBe(200)
    await answer.text()
    const startMillis = performance.now()
    expect(await exit).toEqual([0, null])
    // Node gives an idle connection five seconds.
    expect(performance.now() - startMillis).toBeLessThan(4000)
  })

  it('answers 500 while what it needs is away, and lives on', async () => {
    const lonely = await start('stand-ins/index.cjs', { PGPORT: '0', DYNAMODB_PORT: '0' })
    const { listening, errors } = await start('front.cjs', {
      ...frontEnv(),
      PGPORT: String(lonely.listening.postgres),
    })
    const ask = async () => (await fetch(`http://127.0.0.1:${listening}/products/cup`)).status
    expect(await ask()).toBe(200)
    lonely.child.kill('SIGTERM')
    await once(lonely.child, 'exit')
    expect(await ask()).toBe(500)
    expect(errors()).toContain('GET /products/cup: ')
  })

  it('says why it cannot start', async () => {
    const taken = String(standIns.postgres)
    await expect(start('stock.cjs', { PORT: taken })).rejects.toThrow(/shop-stock cannot start: .*EADDRINUSE/)
  })
})

describe('the stand-in for PostgreSQL', () => {
  async function withClient<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: standIns.postgres,
      user: 'shop',
      database: 'shop',
    })
    await client.connect()
    try {
      return await use(client)
    } finally {
      await client.end()
    }
  }

  const productQuery = 'SELECT name, price FROM products WHERE id = $1'

  it('answers a query with values and its column types', () =>
    withClient(async client => {
      const { rows, fields, rowCount } = await client.query(productQuery, ['cup'])
      expect(rows).toEqual([{ name: 'Teacup, blue', price: '4.50' }])
      expect(fields.map(({ dataTypeID }) => dataTypeID)).toEqual([25, 1700])
      expect(rowCount).toBe(1)
      expect((await client.query(productQuery, [null])).rows).toEqual([])
    }))

  it('sleeps as long as pg_sleep says', () =>
    withClient(async client => {
      const startMillis = performance.now()
      await client.query('SELECT pg_sleep(0.1);')
      expect(performance.now() - startMillis).toBeGreaterThan(95)
    }))

  it('answers clients at the same time', async () => {
    const sleep = () => withClient(client => client.query('SELECT pg_sleep(1)'))
    const startMillis = performance.now()
    await Promise.all([sleep(), sleep(), sleep()])
    expect(performance.now() - startMillis).toBeLessThan(2500)
  })

  it.each([
    ['an unknown statement', ['DROP TABLE products'], '0A000'],
    ['an unknown statement with values', ['SELECT $1', ['x']], '0A000'],
    ['a missing value', [productQuery, []], '42P02'],
    ['too many values', [productQuery, ['cup', 'kettle']], '08P01'],
    ['a binary value', [productQuery, [Buffer.from('cup')]], '0A000'],
    ['a named statement', [{ name: 'by-id', text: productQuery, values: ['cup'] }], '0A000'],
  ] as [string, [string, unknown[]], string][])('refuses %s and goes on', (_name, query, code) =>
    withClient(async client => {
      await expect(client.query(...query)).rejects.toMatchObject({ severity: 'ERROR', code })
      expect((await client.query(productQuery, ['cup'])).rowCount).toBe(1)
    }),
  )

  it('refuses encryption, which a client may insist on', async () => {
    const client = new pg.Client({ host: '127.0.0.1', port: standIns.postgres, user: 'shop', ssl: true })
    await expect(client.connect()).rejects.toThrow('does not support SSL')
  })

  const start = Buffer.from('\x00\x00\x00\x09\x00\x03\x00\x00\x00', 'latin1')
  const afterStart = (bytes: string) => Buffer.concat([start, Buffer.from(bytes, 'latin1')])

  /** Sends bytes and nothing more; gives back all that was answered until the connection closed. */
  async function answerTo(bytes: Uint8Array, { hangUp = false } = {}): Promise<string> {
    const socket = connect({ host: '127.0.0.1', port: standIns.postgres, allowHalfOpen: true })
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.once('end', () => socket.end())
    if (hangUp) socket.end(bytes)
    else socket.write(bytes)
    await closed
    return answer
  }

  it.each([
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nhost: shop\r\n\r\n')],
    ['a negative length', Buffer.from([255, 255, 255, 255, 0, 0, 0, 0])],
    ['a length too small for a start', Buffer.from([0, 0, 0, 4])],
    ['an unknown protocol', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])],
    ['a cancel request', Buffer.from([0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2])],
    ['a message that is too long', afterStart('Q\x7f\xff\xff\xff')],
    ['a message shorter than its length field', afterStart('Q\x00\x00\x00\x03')],
  ])('closes the connection on %s', async (_name, bytes) => {
    await answerTo(bytes)
  })

  it.each([
    ['an unknown message', afterStart('\x01\x00\x00\x00\x04')],
    ['a statement without an end', afterStart('Q\x00\x00\x00\x05x')],
    ['a bind that is cut short', afterStart('B\x00\x00\x00\x08\x00\x00\x00\x07')],
  ])('says what is wrong with %s before it closes the connection', async (_name, bytes) => {
    expect(await answerTo(bytes)).toContain('SFATAL\0VFATAL\0C08P01\0')
  })

  it.each([
    ['a bind before a statement', 'B\x00\x00\x00\x0c\x00\x00\x00\x00\x00\x00\x00\x00', '26000'],
    ['an execution before a bind', 'E\x00\x00\x00\x09\x00\x00\x00\x00\x00', '34000'],
  ])('refuses %s', async (_name, message, code) => {
    expect(await answerTo(afterStart(`${message}X\x00\x00\x00\x04S\x00\x00\x00\x04`))).toContain(`C${code}\0`)
  })

  it('reads messages that arrive byte by byte', async () => {
    const socket = connect(standIns.postgres, '127.0.0.1').setNoDelay()
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
    })
    for (const byte of afterStart('Q\x00\x00\x00\x17SELECT pg_sleep(0)\x00X\x00\x00\x00\x04')) {
      socket.write(Buffer.from([byte]))
      await new Promise(setImmediate)
    }
    await once(socket, 'close')
    expect(answer).toContain('SELECT 1\0Z')
  })

  it('outlives whatever it is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.uint8Array({ maxLength: 64 }), async (started, bytes) => {
        await answerTo(started ? Buffer.concat([start, bytes]) : bytes, { hangUp: true })
      }),
      { numRuns: 100 },
    )
    expect(await withClient(client => client.query(productQuery, ['cup']))).toMatchObject({ rowCount: 1 })
  })
})

function dynamodb() {
  return new DynamoDBClient({
    region: 'eu-central-1',
    endpoint: dynamodbUrl,
    credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
    maxAttempts: 1,
  })
}

describe('the stand-in for DynamoDB', () => {
  const Item = { id: { S: 'cart-9' }, product: { S: 'cup' } }

  it('gives back what was put, and nothing for what was not', async () => {
    const put = await dynamodb().send(new PutItemCommand({ TableName: 'carts', Item }))
    expect(put.$metadata).toMatchObject({
      httpStatusCode: 200,
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    })
    const get = (id: string) =>
      dynamodb().send(new GetItemCommand({ TableName: 'carts', Key: { id: { S: id } } }))
    expect((await get('cart-9')).Item).toEqual(Item)
    expect((await get('cart-10')).Item).toBeUndefined()
  })

  it.each([
    ['an unknown table', new PutItemCommand({ TableName: 'orders', Item }), 'ResourceNotFoundException'],
    ['an item without its key', new PutItemCommand({ TableName: 'carts', Item: {} }), 'ValidationException'],
    ['an unknown operation', new ScanCommand({ TableName: 'carts' }), 'UnknownOperationException'],
  ])('refuses %s', async (_name, command, name) => {
    await expect(dynamodb().send(command as PutItemCommand)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
    })
  })

  it.each([
    [
      'a body that is not JSON',
      { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      '{',
      'SerializationException',
    ],
    [
      'a body that is null',
      { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      'null',
      'ResourceNotFoundException',
    ],
    ['a request without an operation', {}, '{}', 'UnknownOperationException'],
  ])('refuses %s', async (_name, headers, body, type) => {
    const response = await fetch(dynamodbUrl, { method: 'POST', headers: { ...headers }, body })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ __type: expect.stringContaining(`#${type}`) })
  })

  it('lives on after a body that is too long', async () => {
    await fetch(dynamodbUrl, { method: 'POST', body: 'x'.repeat(1_000_000) }).catch(() => {})
    await dynamodb().send(new PutItemCommand({ TableName: 'carts', Item }))
  })
})
