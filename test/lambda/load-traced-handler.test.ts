import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadTracedHandler } from '../../src/lambda/load-traced-handler.ts'
import { type Folder, unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { isRuntimeBuilt, LambdaFunction, needsRuntime } from '../fixtures/lambda-runtime.ts'

test('loads the handler that the environment names, and leaves the environment as it was', async () => {
  using code = writeFunction({ 'pay.mjs': 'export const handler = async event => event.cart' })
  const environment: NodeJS.ProcessEnv = {
    LAMBDA_TASK_ROOT: code.path,
    SPANRAY_LAMBDA_HANDLER: 'pay.handler',
    _HANDLER: '/opt/nodejs/node_modules/spanray/dist/lambda-handler.handler',
  }
  const handler = (await loadTracedHandler(environment)) as (event: unknown) => unknown
  expect(environment).toEqual({ LAMBDA_TASK_ROOT: code.path, _HANDLER: 'pay.handler' })
  expect(await handler({ cart: 7 })).toBe(7)
})

describe.concurrent('a function that can not be loaded', () => {
  beforeEach(needsRuntime)

  let layer: Folder

  beforeAll(() => {
    if (isRuntimeBuilt) layer = unpackLayer()
  })
  afterAll(() => layer?.[Symbol.dispose]())

  async function initErrorOf(files: Record<string, string>, handler: string, wrapper?: string) {
    using code = writeFunction(files)
    await using lambda = await LambdaFunction.start({ taskRoot: code.path, handler, wrapper })
    await lambda.ended()
    const { errorType, errorMessage } = lambda.initError ?? {}
    return { errorType, errorMessage: errorMessage?.replaceAll(code.path, '') }
  }

  test.each([
    ['has no such module', {}, 'index.handler'],
    ['has no such export', { 'index.js': 'exports.other = 1' }, 'index.handler'],
    ['has no function there', { 'index.mjs': 'export const handler = 7' }, 'index.handler'],
    ['has a handler with no name', { 'index.js': '' }, 'index'],
    ['throws', { 'index.mjs': "throw new RangeError('no cart')" }, 'index.handler'],
    ['throws in CommonJS', { 'index.js': "throw new RangeError('no cart')" }, 'index.handler'],
    ['misses a package', { 'index.js': "require('gone')" }, 'index.handler'],
    ['has a mistake in its syntax', { 'index.mjs': 'export const = 7' }, 'index.handler'],
  ])('that %s fails as it does without a layer', async (_, files, handler) => {
    const without = await initErrorOf(files as Record<string, string>, handler)
    const behind = await initErrorOf(files as Record<string, string>, handler, join(layer.path, 'spanray'))
    expect(behind.errorType).toBe(without.errorType)
    expect(behind.errorMessage?.split('\n')[0]).toBe(without.errorMessage?.split('\n')[0])
    expect(behind.errorType).toBeDefined()
  })
})
