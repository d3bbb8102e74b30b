import { beforeEach, expect, test } from 'vitest'
import { needsInstrumented, runInstrumented } from '../../fixtures/run-instrumented.ts'
import { deadPort } from '../../fixtures/udp-listener.ts'

beforeEach(needsInstrumented)

// Clients whose servers are not here: each is loaded and asks a port where nobody listens.
const CLIENTS = {
  amqplib: `await require('amqplib').connect('amqp://127.0.0.1:' + PORT)`,
  bullmq: `const { Queue } = require('bullmq')
    const queue = new Queue('carts', { connection: { host: '127.0.0.1', port: PORT, retryStrategy: () => null } })
    queue.on('error', () => {})
    await queue.add('cart', {}).finally(() => queue.close())`,
  'cassandra-driver': `const { Client } = require('cassandra-driver')
    const client = new Client({ contactPoints: ['127.0.0.1:' + PORT], localDataCenter: 'a' })
    await client.execute('SELECT 1').finally(() => client.shutdown())`,
  kafkajs: `const { Kafka, logLevel } = require('kafkajs')
    const kafka = new Kafka({ brokers: ['127.0.0.1:' + PORT], retry: { retries: 0 }, logLevel: logLevel.NOTHING })
    await kafka.producer().connect()`,
  memcached: `const Memcached = require('memcached')
    const client = new Memcached('127.0.0.1:' + PORT, { retries: 0, timeout: 200 })
    await new Promise((done, fail) => client.get('cart', error => fail(error))).finally(() => client.end())`,
  mongodb: `const { MongoClient } = require('mongodb')
    const client = new MongoClient('mongodb://127.0.0.1:' + PORT, { serverSelectionTimeoutMS: 300 })
    await client.db().collection('carts').findOne({}).finally(() => client.close())`,
  mongoose: `const mongoose = require('mongoose')
    mongoose.model('Cart', new mongoose.Schema({}))
    await mongoose.connect('mongodb://127.0.0.1:' + PORT, { serverSelectionTimeoutMS: 300 }).finally(() => mongoose.disconnect())`,
  openai: `const { OpenAI } = require('openai')
    const client = new OpenAI({ apiKey: 'key', baseURL: 'http://127.0.0.1:' + PORT, maxRetries: 0 })
    await client.chat.completions.create({ model: 'a', messages: [] })`,
  tedious: `const { Connection } = require('tedious')
    const connection = new Connection({ server: '127.0.0.1', options: { port: PORT, encrypt: false } })
    await new Promise((done, fail) => connection.connect(error => fail(error)))`,
}

test.each(Object.entries(CLIENTS))('%s fails as ever where its server is not', async (_, attempt) => {
  const code = `const PORT = ${await deadPort()}
    const serve = async () => {
      const error = await (async () => { ${attempt} })().then(() => new Error('no error'), error => error)
      console.log(error.name, /no error/.test(error.message))
    }
    visit(require('http').createServer((request, response) => serve().finally(() => response.end())), '/')
      .then(() => process.exit())`
  const bare = await runInstrumented(code, { OTEL_SDK_DISABLED: 'true', NODE_NO_WARNINGS: '1' })
  const traced = await runInstrumented(code, { NODE_NO_WARNINGS: '1' })
  expect(bare.stdout).toMatch(/^\w+ false\nHTTP\/1\.1 200 OK\n$/)
  expect(traced).toMatchObject({ code: 0, stderr: bare.stderr, stdout: bare.stdout })
})

test('what needs no server is loaded and works', async () => {
  const { code, stderr, stdout } = await runInstrumented(
    `const DataLoader = require('dataloader')
     const loader = new DataLoader(async keys => keys.map(key => key * 2))
     const pool = require('generic-pool').createPool({ create: async () => 'resource', destroy: async () => {} })
     const memoized = require('lru-memoizer')({ load: (key, done) => done(null, key), hash: key => key, max: 2 })
     const { Server } = require('socket.io')
     for (const name of ['oracledb', 'connect', 'router', 'restify']) {
       try { require(name) } catch (error) { if (error.code === 'MODULE_NOT_FOUND') throw error }
     }
     const server = require('http').createServer()
     const io = new Server(server)
     server.listen(0, '127.0.0.1', () => io.close())
     Promise.all([loader.load(7), pool.use(async each => each), new Promise(done => memoized('a', (_, a) => done(a)))])
       .then(results => { console.log(results.join()); return pool.drain() })`,
    { NODE_NO_WARNINGS: '1' },
  )
  expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: '14,resource,a\n' })
})
