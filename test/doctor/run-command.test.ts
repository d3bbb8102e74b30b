import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type RunOptions, runCommand } from '../../src/doctor/run-command.ts'
import { plainEnvironment, projectRoot } from '../fixtures/run-node.ts'

const observer = join(projectRoot, 'dist/observe.cjs')

async function run(command: string[], options: Partial<RunOptions> = {}) {
  let output = ''
  const onOutput = (text: Buffer) => {
    output += text
  }
  const environment = plainEnvironment()
  const became = await runCommand({
    command,
    environment,
    folder: projectRoot,
    observer,
    onOutput,
    runMillis: 10_000,
    ...options,
  })
  return { ...became, output }
}

test('runCommand() looks into a process that ends by itself, and passes on what it writes', async () => {
  const script = `console.log('out'); console.error('spanray: a word'); process.exitCode = 3`
  const { exitCode, diagnostics, observations, output } = await run([process.execPath, '--eval', script])
  expect({ exitCode, diagnostics }).toEqual({ exitCode: 3, diagnostics: ['a word'] })
  expect(output.split('\n').toSorted()).toEqual(['', 'out', 'spanray: a word'])
  expect(observations).toMatchObject([{ isPreloaded: false, isTraced: false, loaded: [] }])
})

test('runCommand() sees what is traced, in a child of the command too', async () => {
  const app = `require('express'); require('@opentelemetry/api').trace.getTracer('t').startSpan('work').end()`
  const child = `require('node:child_process').spawnSync(process.execPath, ['-r', 'spanray/register', '--eval', process.argv[1]])`
  const { observations } = await run([process.execPath, '--eval', child, '--', app])
  const traced = observations.find(({ isTraced }) => isTraced)
  expect(observations).toHaveLength(2)
  expect(traced).toMatchObject({ isPreloaded: true, spans: { made: 1 } })
  expect(traced?.instrumentations).toEqual(expect.arrayContaining(['http', 'undici', 'express']))
  expect(traced?.loaded.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['express', '@opentelemetry/api']),
  )
})

test('runCommand() ends what does not end, with all that it has started', async () => {
  let isTicking = false
  const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => console.log('tick'), 50)`
  const parent = `require('node:child_process').spawn(process.execPath, ['--eval', process.argv[1]], { stdio: 'inherit' }); setInterval(() => {}, 1000)`
  const { exitCode } = await run([process.execPath, '--eval', parent, '--', stubborn], {
    runMillis: 3000,
    onOutput: () => {
      isTicking = true
    },
  })
  expect({ exitCode, isTicking }).toEqual({ exitCode: undefined, isTicking: true })
  await setTimeout(100)
  isTicking = false
  await setTimeout(500)
  expect(isTicking).toBe(false)
})

test('runCommand() says why a command can not be started', async () => {
  expect((await run(['/no/such/program'])).failure).toMatchObject({ code: 'ENOENT' })
})
