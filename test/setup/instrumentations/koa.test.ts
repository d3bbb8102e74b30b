import { beforeEach, expect, test } from 'vitest'
import { needsInstrumented, outline, runInstrumented } from '../../fixtures/run-instrumented.ts'

beforeEach(needsInstrumented)

test('Koa 3 with its router gives a segment its route and its error', async () => {
  const code = `const Koa = require('koa')
    const { Router } = require('@koa/router')
    const router = new Router()
    router.get('/orders/:id', context => { context.body = 'x' })
    router.get('/fails', () => { throw new RangeError('no such cart') })
    const app = new Koa()
    app.silent = true
    app.use(async function log(context, next) { await next() })
    app.use(router.routes())
    visit(app.listen(0, '127.0.0.1'), '/orders/7', '/fails')`
  const { stderr, documents } = await runInstrumented(code)
  expect(stderr).toBe('')
  expect(documents.map(outline)).toEqual([
    { name: 'GET /orders/:id', within: [{ name: 'router - /orders/:id' }] },
    { name: 'GET /fails', within: [{ name: 'router - /fails', error: 'no such cart' }] },
  ])
})

test('Koa 2 without a router gives a segment its error', async () => {
  const code = `const Koa = require('koa')
    const app = new Koa()
    app.silent = true
    app.use(() => { throw new RangeError('no such cart') })
    visit(app.listen(0, '127.0.0.1'), '/fails')`
  const { stderr, documents } = await runInstrumented(code, {}, 'instrumented-before')
  expect(stderr).toBe('')
  expect(documents.map(outline)).toEqual([{ name: expect.any(String), error: 'no such cart' }])
})
