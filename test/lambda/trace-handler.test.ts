import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Subsegment } from '../../src/document/index.ts'
import { type Folder, unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import {
  type Answer,
  type FunctionOptions,
  isRuntimeBuilt,
  LambdaFunction,
  needsRuntime,
} from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'

// Handlers of every shape in AWS's own runtime client, behind the layer's exec wrapper.

const TRACE_ID = '1-6921746b-5ac69fc467c01f3a268dc236'
const PARENT_ID = '53995c3f42cd8ad8'
const HEADER = `Root=${TRACE_ID};Parent=${PARENT_ID};Sampled=1`

const tools = join(projectRoot, '.ci/lambda/node_modules')

let layer: Folder

beforeAll(() => {
  if (isRuntimeBuilt) layer = unpackLayer()
})

afterAll(() => layer?.[Symbol.dispose]())

interface Shape {
  files: Record<string, string>
  handler?: string
  /** The type and the message of its error. */
  error?: [type: string, message: string]
  client?: FunctionOptions['client']
  /** Runs in the function's folder before it starts. */
  build?: (folder: string) => void
}

/** A span of the function's own, by the API that the layer brings. */
const OWN_SPAN =
  "require('@opentelemetry/api').trace.getTracer('cart').startActiveSpan('price cart', span => span.end())"
const CJS = `exports.handler = async event => { ${OWN_SPAN}; return { cart: event.cart } }`
const ANSWER = { cart: 7 }

const bundler = (command: string[]) => (folder: string) => {
  mkdirSync(join(folder, 'out'))
  execFileSync(process.execPath, command, { cwd: folder, stdio: 'pipe' })
}
const esbuild = (...flags: string[]) =>
  bundler([join(tools, 'esbuild/bin/esbuild'), 'src.js', '--bundle', '--platform=node', ...flags])

const SOURCE = 'export const handler = async event => ({ cart: event.cart })'

const SHAPES: Record<string, Shape> = {
  'CommonJS, async': { files: { 'index.js': CJS } },
  'CommonJS, a promise': {
    files: { 'index.js': 'exports.handler = event => Promise.resolve({ cart: event.cart })' },
  },
  'CommonJS, a value': { files: { 'index.js': 'exports.handler = event => ({ cart: event.cart })' } },
  'CommonJS, .cjs': { files: { 'index.cjs': CJS } },
  'CommonJS, module.exports of a class instance': {
    files: {
      'index.js': 'class Pay { handler = async event => ({ cart: event.cart }) }; module.exports = new Pay()',
    },
  },
  'CommonJS, frozen exports': {
    files: {
      'index.js': 'module.exports = Object.freeze({ handler: async event => ({ cart: event.cart }) })',
    },
  },
  'TypeScript to CommonJS': {
    files: {
      'index.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.handler = void 0;
        const handler = async (event) => ({ cart: event.cart }); exports.handler = handler;`,
    },
  },
  'ES module, .mjs': { files: { 'index.mjs': SOURCE } },
  'ES module, by package.json': { files: { 'package.json': '{ "type": "module" }', 'index.js': SOURCE } },
  'ES module, top-level await': {
    files: {
      'index.mjs': `const { cart } = await new Promise(resolve => setTimeout(resolve, 20, { cart: 7 }))
        export const handler = async () => ({ cart })`,
    },
  },
  'ES module, default export': {
    files: { 'index.mjs': 'export default { handler: async e => ({ cart: e.cart }) }' },
  },
  'a nested name': {
    files: { 'index.js': 'exports.api = { pay: { handler: async e => ({ cart: e.cart }) } }' },
    handler: 'index.api.pay.handler',
  },
  'in a sub-folder': { files: { 'src/functions/pay.js': CJS }, handler: 'src/functions/pay.handler' },
  'in a package': {
    files: {
      'node_modules/payment/package.json': '{ "main": "lib/main.js" }',
      'node_modules/payment/lib/main.js': 'exports.handler = async e => ({ cart: e.cart })',
    },
    handler: 'payment.handler',
  },
  'bundled by esbuild to CommonJS': {
    files: { 'src.js': SOURCE },
    handler: 'out/src.handler',
    build: esbuild('--outdir=out'),
  },
  'bundled by esbuild to an ES module': {
    files: { 'src.js': SOURCE },
    handler: 'out/src.handler',
    build: esbuild('--outfile=out/src.mjs', '--format=esm'),
  },
  'bundled by rolldown': {
    files: { 'src.js': SOURCE },
    handler: 'out/src.handler',
    build: bundler([
      join(projectRoot, 'node_modules/rolldown/bin/cli.mjs'),
      ...['src.js', '--file', 'out/src.js', '--format', 'cjs', '--platform', 'node'],
    ]),
  },
  'bundled by webpack': {
    files: {
      'src.js': SOURCE,
      'build.cjs': `require('${tools}/webpack')({
        mode: 'production', target: 'node', entry: './src.js', context: __dirname,
        output: { path: __dirname + '/out', filename: 'src.js', library: { type: 'commonjs2' } },
      }, (error, stats) => process.exitCode = error || stats.hasErrors() ? 1 : 0)`,
    },
    handler: 'out/src.handler',
    build: bundler(['build.cjs']),
  },
  middy: {
    files: {
      'index.mjs': `import middy from '@middy/core'
        export const handler = middy(async event => ({ cart: event.cart })).use({ after: () => {} })`,
      'package.json': '{}',
    },
    build: folder => {
      mkdirSync(join(folder, 'node_modules/@middy'), { recursive: true })
      symlinkSync(join(tools, '@middy/core'), join(folder, 'node_modules/@middy/core'))
    },
  },
  'traced in the code too': {
    files: {
      'index.js': `const { traced } = require('${projectRoot}/dist/lambda.cjs')
        exports.handler = traced(async event => ({ cart: event.cart }))`,
    },
  },
  streaming: {
    files: {
      'index.mjs': `export const handler = awslambda.streamifyResponse(async (event, stream, context) => {
        stream.setContentType('application/json')
        stream.write('{"cart":'); stream.write(String(event.cart)); stream.end('}')
        await new Promise(resolve => setImmediate(resolve)) })`,
    },
  },
  'streaming by a pipeline, on Node.js 20': {
    client: 'node20',
    files: {
      'index.mjs': `import { pipeline } from 'node:stream/promises'; import { Readable } from 'node:stream'
        export const handler = awslambda.streamifyResponse((event, stream) =>
          pipeline(Readable.from(['{"cart":', String(event.cart), '}']), stream))`,
    },
  },
  'async, on Node.js 20': { client: 'node20', files: { 'index.js': CJS } },
  'a callback': {
    client: 'node20',
    files: { 'index.js': 'exports.handler = (e, context, callback) => { callback(null, { cart: e.cart }) }' },
  },
  'a callback, later, while something is open': {
    client: 'node20',
    files: {
      'index.js': `exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = false
        setInterval(() => {}, 1e6)
        setTimeout(() => callback(null, { cart: event.cart }), 20) }`,
    },
  },
  'a callback with an error': {
    client: 'node20',
    files: { 'index.js': "exports.handler = (e, context, callback) => callback(new RangeError('no cart'))" },
    error: ['RangeError', 'no cart'],
  },
  'context.succeed': {
    client: 'node20',
    files: { 'index.js': 'exports.handler = (e, context) => { context.succeed({ cart: e.cart }) }' },
  },
  'context.done': {
    client: 'node20',
    files: { 'index.js': 'exports.handler = (e, context) => { context.done(null, { cart: e.cart }) }' },
  },
  'context.fail': {
    client: 'node20',
    files: { 'index.js': "exports.handler = (e, context) => context.fail(new Error('no cart'))" },
    error: ['Error', 'no cart'],
  },
  'throws, on Node.js 20': {
    client: 'node20',
    files: { 'index.js': "exports.handler = () => { throw new TypeError('no cart') }" },
    error: ['TypeError', 'no cart'],
  },
  throws: {
    files: { 'index.js': "exports.handler = () => { throw new TypeError('no cart') }" },
    error: ['TypeError', 'no cart'],
  },
  rejects: {
    files: { 'index.mjs': "export const handler = async () => { throw new TypeError('no cart') }" },
    error: ['TypeError', 'no cart'],
  },
  'rejects with no error': {
    files: { 'index.mjs': "export const handler = async () => { throw 'no cart' }" },
    error: ['string', 'no cart'],
  },
  'a stream that fails': {
    files: {
      'index.mjs':
        "export const handler = awslambda.streamifyResponse(async () => { throw new Error('no cart') })",
    },
    error: ['Error', 'no cart'],
  },
}

async function invokeTwice(shape: Shape): Promise<{ answers: Answer[]; stderr: string }> {
  using code = writeFunction(shape.files)
  shape.build?.(code.path)
  await using lambda = await LambdaFunction.start({
    taskRoot: code.path,
    handler: shape.handler ?? 'index.handler',
    wrapper: join(layer.path, 'spanray'),
    ...(shape.client && { client: shape.client }),
  })
  const answers = [
    await lambda.invoke({ cart: 7 }, { header: HEADER }),
    await lambda.invoke({ cart: 7 }, { header: HEADER }),
  ]
  return { answers, stderr: lambda.stderr }
}

describe.concurrent('a handler', () => {
  beforeEach(needsRuntime)

  test.each(Object.entries(SHAPES))(
    '%s: answers as before, and its document leaves before the answer',
    async (_, shape) => {
      const { answers, stderr } = await invokeTwice(shape)
      expect(stderr).toBe('')
      for (const [index, { documents, error, payload }] of answers.entries()) {
        if (shape.error) expect([error?.errorType, error?.errorMessage]).toEqual(shape.error)
        else
          expect({ payload, error }).toEqual({
            payload: ANSWER,
            error: undefined,
          })
        expect(documents).toHaveLength(1)
        const [document] = documents as [Subsegment]
        expect(document).toMatchObject({
          type: 'subsegment',
          name: 'pay',
          trace_id: TRACE_ID,
          parent_id: PARENT_ID,
          annotations: { ColdStart: index === 0, Service: 'pay' },
        })
        expect(document.in_progress).toBeUndefined()
        const hasOwnSpan = Object.values(shape.files).includes(CJS)
        expect(document.subsegments?.map(({ name }) => name)).toEqual(hasOwnSpan ? ['price cart'] : undefined)
        expect(document.fault).toBe(shape.error && true)
        if (shape.error) expect(document.cause).toMatchObject({ exceptions: [{ message: 'no cart' }] })
      }
    },
  )

  test('that gives no answer, on Node.js 20: its document leaves no later than with the next invocation', async () => {
    using code = writeFunction({ 'index.js': 'exports.handler = () => { setTimeout(() => {}, 20) }' })
    await using lambda = await LambdaFunction.start({
      taskRoot: code.path,
      handler: 'index.handler',
      wrapper: join(layer.path, 'spanray'),
      client: 'node20',
    })
    const first = await lambda.invoke({}, { header: HEADER })
    const second = await lambda.invoke({}, { header: HEADER })
    expect([first.payload, second.payload]).toEqual([null, null])
    expect([...first.documents, ...second.documents]).toContainEqual(
      expect.objectContaining({ annotations: { ColdStart: true, Service: 'pay' } }),
    )
  })
})
