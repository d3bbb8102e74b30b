import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { supportsSyncHooks } from 'import-in-the-middle/supports-sync-hooks.mjs'
import { beforeEach, expect, test } from 'vitest'
import { unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { LambdaFunction, needsRuntime } from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const HEADER = 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1'

/** A function that is an ES module, and asks an Express app of its own. */
const SOURCE = `
  import express from 'express'
  const app = express().get('/orders/:id', ({ params }, response) => response.json(params))
  const server = app.listen(0, '127.0.0.1')
  export const handler = async () =>
    (await fetch('http://127.0.0.1:' + server.address().port + '/orders/7')).json()`

beforeEach(needsRuntime)
beforeEach(context => context.skip(!supportsSyncHooks(), `Node ${process.version} has no synchronous hooks`))

test('a package that an ES module imports is traced behind the layer, though Lambda forbids to require it', async () => {
  using layer = unpackLayer()
  using code = writeFunction({ 'index.mjs': SOURCE, 'node_modules/.keep': '' })
  symlinkSync(join(projectRoot, 'node_modules/express'), join(code.path, 'node_modules/express'))
  await using lambda = await LambdaFunction.start({
    taskRoot: code.path,
    handler: 'index.handler',
    wrapper: join(layer.path, 'spanray'),
  })
  const { payload, documents } = await lambda.invoke({}, { header: HEADER })
  expect({ payload, stderr: lambda.stderr }).toEqual({ payload: { id: '7' }, stderr: '' })
  const server = documents.find(document => document.http?.request?.client_ip)
  expect(server?.metadata).toMatchObject({ default: { 'otel.span.name': 'GET /orders/:id' } })
})
