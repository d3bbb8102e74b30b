import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { runNode } from '../fixtures/run-node.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
let xray: LocalXRay

beforeAll(async () => {
  cli = await buildCli()
  xray = await createLocalXRay({ port: 0 })
})
afterAll(async () => {
  cli.remove()
  await xray.close()
})

describe('spanray doctor', () => {
  test('runs a command, and says what became of its spans', async () => {
    const app = `require('@opentelemetry/api').trace.getTracer('test').startSpan('work').end()`
    const command = [process.execPath, '--require', 'spanray/register', '--eval', app]
    const { code, stdout, stderr } = await runNode(['dist/cli.js', 'doctor', '--', ...command], {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
      OTEL_SERVICE_NAME: 'shop',
    })
    expect(stderr).toContain('runs for 10 s')
    expect(stdout).toMatch(/^✓ the command .* ended by itself, with code 0; 1 process of Node\.js$/m)
    expect(stdout).toMatch(/^✓ process \d+ .*: 1 span, of which 1 went out in 1 document$/m)
    expect(stdout).toMatch(/\nNo traces would be lost\.\n$/)
    expect(code).toBe(0)
  })

  test('wants a command behind --', async () => {
    expect(await cli.run(['doctor', '--'])).toMatchObject({ exitCode: 2 })
  })

  test('has a line for each finding, and exits with 0 when all is well', async () => {
    const environment = { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`, OTEL_SERVICE_NAME: 'shop' }
    const { exitCode, stdout, stderr } = await cli.run(['doctor'], environment)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^✓ service {7,}shop$/m)
    expect(stdout).toMatch(/^✓ a trace .* is there$/m)
  })

  test('exits with 1 when traces would be lost, and says what to change', async () => {
    const environment = { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9', OTEL_TRACES_SAMPLER: 'always_off' }
    const { exitCode, stdout } = await cli.run(['doctor', '--json'], environment)
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toContainEqual({
      about: 'sampler',
      verdict: 'loss',
      says: 'always_off decides, by OTEL_TRACES_SAMPLER=always_off: no trace is taken',
      change: 'Unset OTEL_TRACES_SAMPLER',
    })
  })
})
