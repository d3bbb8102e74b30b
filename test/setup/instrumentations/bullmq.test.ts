import { beforeEach, expect, test } from 'vitest'
import { hasRedis, startRedis } from '../../fixtures/redis-server.ts'
import { needsInstrumented, runInstrumented } from '../../fixtures/run-instrumented.ts'

beforeEach(needsInstrumented)
beforeEach(({ skip }) => skip(!hasRedis, 'Redis is not installed'))

test('BullMQ: a job is worked on in the trace of the request that added it', async () => {
  await using redis = await startRedis()
  const { code, stderr, documents } = await runInstrumented(
    `const { Queue, Worker } = require('bullmq')
     const connection = { host: '127.0.0.1', port: ${redis.port}, maxRetriesPerRequest: null }
     const queue = new Queue('carts', { connection })
     const worker = new Worker('carts', async job => job.data, { connection })
     const done = new Promise(resolve => worker.once('completed', resolve))
     const server = require('http').createServer((request, response) => {
       queue.add('order', { item: 'secret' }).finally(() => response.end())
     })
     visit(server, '/').then(() => done).then(() => worker.close()).then(() => queue.close())`,
    { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'ioredis' },
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(documents).toHaveLength(2)
  const request = documents.find(({ http }) => http?.request?.client_ip)
  const added = request?.subsegments?.[0]
  expect(added).toMatchObject({ name: 'add carts.order' })
  const worked = documents.find(({ parent_id }) => parent_id === added?.id)
  expect(worked).toMatchObject({ trace_id: request?.trace_id, name: 'shop' })
  expect(JSON.stringify(documents)).not.toContain('secret')
})
