import { beforeEach, expect, test } from 'vitest'
import { needsInstrumented, type Outline, outline, runInstrumented } from '../../fixtures/run-instrumented.ts'

beforeEach(needsInstrumented)

// Each serves /orders/7, then fails with 'no such cart' at /fails.
const APPS: Record<string, [code: string, segments: Outline[]]> = {
  'Fastify 5': [
    `const app = require('fastify')()
     app.get('/orders/:id', async () => 'x')
     app.get('/fails', async () => { throw new RangeError('no such cart') })
     app.listen({ port: 0, host: '127.0.0.1' }).then(() => visit(app.server, '/orders/7', '/fails'))`,
    [
      { name: 'GET /orders/:id', within: [{ name: 'request' }] },
      { name: 'GET /fails', within: [{ name: 'request', error: 'no such cart' }] },
    ],
  ],
  'hapi 21': [
    `const server = require('@hapi/hapi').server({ port: 0, host: '127.0.0.1', debug: false })
     server.route({ method: 'GET', path: '/orders/{id}', handler: () => 'x' })
     server.route({ method: 'GET', path: '/fails', handler: () => { throw new RangeError('no such cart') } })
     server.start().then(() => visit(server.listener, '/orders/7', '/fails'))`,
    [
      { name: 'GET /orders/{id}', within: [{ name: 'route - /orders/{id}' }] },
      { name: 'GET /fails', within: [{ name: 'route - /fails', error: 'no such cart' }] },
    ],
  ],
  'NestJS 11': [
    `require('reflect-metadata')
     const { Controller, Get, Module } = require('@nestjs/common')
     const { NestFactory } = require('@nestjs/core')
     class Orders {
       find() { return 'x' }
       fail() { throw new RangeError('no such cart') }
     }
     const route = (path, name) =>
       Get(path)(Orders.prototype, name, Object.getOwnPropertyDescriptor(Orders.prototype, name))
     route('orders/:id', 'find')
     route('fails', 'fail')
     Controller()(Orders)
     class App {}
     Module({ controllers: [Orders] })(App)
     NestFactory.create(App, { logger: false }).then(async app => {
       await app.listen(0, '127.0.0.1')
       await visit(app.getHttpServer(), '/orders/7', '/fails')
     })`,
    [
      { name: 'GET /orders/:id', within: [{ name: 'Orders.find', within: [{ name: 'find' }] }] },
      {
        name: 'GET /fails',
        within: [{ name: 'Orders.fail', within: [{ name: 'fail', error: 'no such cart' }] }],
      },
    ],
  ],
  'restify 11': [
    `process.noDeprecation = true
     const server = require('restify').createServer()
     server.get('/orders/:id', (request, response, next) => { response.send('x'); next() })
     server.get('/fails', async () => { throw new RangeError('no such cart') })
     server.listen(0, '127.0.0.1', () => visit(server.server, '/orders/7', '/fails'))`,
    [
      { name: 'GET /orders/:id', within: [{ name: 'request handler - /orders/:id' }] },
      { name: 'GET /fails', within: [{ name: 'request handler - /fails', error: 'no such cart' }] },
    ],
  ],
  'GraphQL 16': [
    `const { graphql, buildSchema } = require('graphql')
     const schema = buildSchema('type Query { order(id: Int): String, fails: String }')
     const rootValue = { order: () => 'x', fails() { throw new RangeError('no such cart') } }
     const server = require('http').createServer((request, response) => {
       const source = request.url === '/fails' ? '{ fails }' : '{ order(id: 4711) }'
       graphql({ schema, source, rootValue }).then(answer => response.end(JSON.stringify(answer)))
     })
     visit(server, '/orders/7', '/fails')`,
    ['order', 'fails'].map(field => ({
      name: expect.any(String),
      within: [
        { name: 'graphql.parse' },
        { name: 'graphql.validate' },
        {
          name: 'query',
          within: [{ name: `graphql.resolve ${field}`, ...(field === 'fails' && { error: 'no such cart' }) }],
        },
      ],
    })),
  ],
}

test.for(Object.entries(APPS))('%s', async ([name, [code, segments]], { skip }) => {
  const [major] = process.versions.node.split('.')
  skip(name.startsWith('restify') && Number(major) >= 24, `restify itself does not load on Node ${major}`)
  const { code: exit, stderr, documents } = await runInstrumented(code)
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  expect(documents.map(outline)).toEqual(segments)
  expect(JSON.stringify(documents)).not.toContain('4711')
})

test('gRPC calls and answers', async () => {
  const code = `const { credentials, loadPackageDefinition, makeGenericClientConstructor, Server, ServerCredentials } = require('@grpc/grpc-js')
    const text = { requestSerialize: Buffer.from, requestDeserialize: String, responseSerialize: Buffer.from, responseDeserialize: String }
    const definition = { find: { path: '/shop.Orders/Find', requestStream: false, responseStream: false, ...text } }
    const server = new Server()
    server.addService(definition, { find: (call, answer) => answer(null, 'x') })
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      const Client = makeGenericClientConstructor(definition, 'Orders')
      const client = new Client('127.0.0.1:' + port, credentials.createInsecure())
      client.find('7', () => { client.close(); server.forceShutdown() })
    })`
  const { code: exit, stderr, documents } = await runInstrumented(code)
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  const client = documents.find(({ parent_id }) => !parent_id)
  const server = documents.find(({ parent_id }) => parent_id)
  expect(server).toMatchObject({ trace_id: client?.trace_id, parent_id: client?.subsegments?.[0]?.id })
})
