import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { LambdaFunction, needsRuntime } from '../fixtures/lambda-runtime.ts'

// src/lambda/spanray.sh, in front of AWS's own runtime clients.

const TRACE_ID = '1-6921746b-5ac69fc467c01f3a268dc236'
const HEADER = `Root=${TRACE_ID};Parent=53995c3f42cd8ad8;Sampled=1`
const TRACED = { name: 'pay', type: 'subsegment', trace_id: TRACE_ID }

beforeEach(needsRuntime)

describe.each(['node24', 'node20'] as const)('the exec wrapper, %s', client => {
  test('works in a path with spaces, and keeps NODE_OPTIONS', async () => {
    using layer = unpackLayer('my own  opt')
    using code = writeFunction({
      'first.cjs': 'globalThis.first = 7',
      'index.mjs':
        'export const handler = async () => [first, process.env.NODE_OPTIONS, process.env._HANDLER]',
    })
    const own = `--enable-source-maps --require ${join(code.path, 'first.cjs')}`
    await using lambda = await LambdaFunction.start({
      taskRoot: code.path,
      handler: 'index.handler',
      wrapper: join(layer.path, 'spanray'),
      client,
      environment: { NODE_OPTIONS: own },
    })
    const { documents, payload } = await lambda.invoke({}, { header: HEADER })
    expect(documents).toMatchObject([TRACED])
    expect(payload).toEqual([7, expect.stringMatching(/^--require ".*register\.cjs" /), 'index.handler'])
    expect((payload as string[])[1]).toMatch(new RegExp(` ${own}$`))
    expect(lambda.stderr).toBe('')
  })

  test("names ADOT's layer beside it in one warning", async () => {
    using layer = unpackLayer()
    for (const name of ['otel-handler', 'otel-instrument'])
      writeFileSync(join(layer.path, name), '#!/bin/sh\n')
    using code = writeFunction({ 'index.mjs': 'export const handler = async () => 7' })
    await using lambda = await LambdaFunction.start({
      taskRoot: code.path,
      handler: 'index.handler',
      wrapper: join(layer.path, 'spanray'),
      client,
    })
    for (const _ of [1, 2])
      expect((await lambda.invoke({}, { header: HEADER })).documents).toMatchObject([TRACED])
    expect(lambda.stderr).toBe(
      `spanray: ${layer.path}/otel-instrument is of another OpenTelemetry layer, which traces the same calls once more: remove one of the two\n`,
    )
  })
})
