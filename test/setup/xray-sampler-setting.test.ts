import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT_CONTEXT } from '@opentelemetry/api'
import { afterAll, describe, expect, test } from 'vitest'
import { xraySamplerSetting } from '../../src/setup/xray-sampler-setting.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-rules-'))
afterAll(() => rmSync(folder, { recursive: true }))

function setting(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = []
  const sampler = xraySamplerSetting(environment, message => warnings.push(message), { attributes: {} })
  return { sampler, warnings }
}

describe('xraySamplerSetting()', () => {
  test.each([
    [{ AWS_XRAY_DAEMON_ADDRESS: 'tcp:10.0.0.1:2002 udp:10.0.0.2:2000' }, 'http://10.0.0.1:2002'],
    [{ AWS_LAMBDA_FUNCTION_NAME: 'f', AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000' }, 'local rules'],
  ])('reads %j', (environment, place) => {
    const { sampler, warnings } = setting(environment)
    expect({ place: `${sampler}`, warnings }).toEqual({ place: `XRaySampler{${place}}`, warnings: [] })
  })

  test('says that an endpoint is none, and takes the one of the documents', () => {
    const { sampler, warnings } = setting({ OTEL_TRACES_SAMPLER_ARG: 'endpoint=http://a:99999' })
    expect(`${sampler}`).toBe('XRaySampler{http://127.0.0.1:2000}')
    expect(warnings).toEqual([
      "OTEL_TRACES_SAMPLER_ARG: 'http://a:99999' is no URL; sampling rules are asked for where documents go",
    ])
  })

  test('reads local rules from a file, and says what is wrong with it', () => {
    const file = join(folder, 'rules.json')
    const traceId = 'f'.repeat(32)
    writeFileSync(file, JSON.stringify({ version: 2, default: { fixed_target: 0, rate: 0 } }))
    const { sampler, warnings } = setting({ SPANRAY_SAMPLING_RULES: file, AWS_LAMBDA_FUNCTION_NAME: 'f' })
    expect(sampler.shouldSample(ROOT_CONTEXT, traceId, '', 0, {}, [])).toEqual({ decision: 0 })
    expect(warnings).toEqual([])
    writeFileSync(file, '{ "version": 9 }')
    expect(setting({ SPANRAY_SAMPLING_RULES: file }).warnings).toEqual([
      expect.stringMatching(/^SPANRAY_SAMPLING_RULES='.*rules.json': .*"version" is 9.*; not using it$/),
    ])
    expect(setting({ SPANRAY_SAMPLING_RULES: join(folder, 'none') }).warnings).toHaveLength(1)
    expect(setting({ SPANRAY_SAMPLING_RULES: '' }).warnings).toEqual([])
  })
})
