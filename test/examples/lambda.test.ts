import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { LambdaFunction, needsRuntime } from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'

// The examples of Lambda functions, in AWS's own runtime client.

const TRACE_ID = '1-6921746b-5ac69fc467c01f3a268dc236'
const HEADER = `Root=${TRACE_ID};Parent=53995c3f42cd8ad8;Sampled=1`

/** The example as it is deployed: with the packages that it needs. */
function copyExample(name: string) {
  const folder = writeFunction({})
  cpSync(join(projectRoot, 'examples/lambda', name), folder.path, { recursive: true })
  mkdirSync(join(folder.path, 'node_modules/@opentelemetry'), { recursive: true })
  symlinkSync(projectRoot, join(folder.path, 'node_modules/spanray'))
  symlinkSync(
    join(projectRoot, 'node_modules/@opentelemetry/api'),
    join(folder.path, 'node_modules/@opentelemetry/api'),
  )
  return folder
}

async function expectTraced(options: { taskRoot: string; handler: string; wrapper?: string }) {
  await using lambda = await LambdaFunction.start(options)
  for (const isColdStart of [true, false]) {
    const { documents, payload } = await lambda.invoke({ cart: 7 }, { header: HEADER })
    expect([payload, lambda.stderr]).toEqual([{ statusCode: 200, body: '{"cart":7}' }, ''])
    expect(documents).toMatchObject([
      { name: 'pay', type: 'subsegment', trace_id: TRACE_ID, annotations: { ColdStart: isColdStart } },
    ])
  }
}

describe('the example', () => {
  beforeEach(needsRuntime)

  test('with a layer', async () => {
    using folder = copyExample('layer')
    using layer = unpackLayer()
    const template = readFileSync(join(folder.path, 'template.yaml'), 'utf8')
    const handler = /Handler: (\S+)/.exec(template)![1]!
    const wrapper = /AWS_LAMBDA_EXEC_WRAPPER: \/opt\/(\S+)/.exec(template)![1]!
    await expectTraced({ taskRoot: folder.path, handler, wrapper: join(layer.path, wrapper) })
  })

  test('bundled by esbuild', async () => {
    using folder = copyExample('esbuild')
    const [, command] = readFileSync(join(folder.path, 'handler.mjs'), 'utf8').match(/npx esbuild (.*)/)!
    const esbuild = join(projectRoot, '.ci/lambda/node_modules/esbuild/bin/esbuild')
    execFileSync(process.execPath, [esbuild, ...command!.split(' ')], { cwd: folder.path, stdio: 'pipe' })
    await expectTraced({ taskRoot: join(folder.path, 'out'), handler: 'handler.handler' })
  })

  test('in a plain archive', async () => {
    using folder = copyExample('plain')
    await expectTraced({ taskRoot: folder.path, handler: 'handler.handler' })
  })
})
