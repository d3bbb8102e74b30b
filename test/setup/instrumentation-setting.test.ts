import { describe, expect, test } from 'vitest'
import { instrumentationSetting } from '../../src/setup/instrumentation-setting.ts'
import { INSTRUMENTATIONS } from '../../src/setup/instrumentation-table.ts'

const chosen = (environment: NodeJS.ProcessEnv, warn = (_: string) => {}) =>
  instrumentationSetting(environment, warn)

describe('instrumentationSetting()', () => {
  test('takes all but those that show too much, where the environment says nothing', () => {
    const off = ['connect', 'dns', 'fs', 'net', 'router']
    expect(chosen({})).toEqual(Object.keys(INSTRUMENTATIONS).filter(name => !off.includes(name)))
  })

  test.each([
    [{ OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http, pg' }, ['http', 'pg']],
    [{ OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,dns,fs' }, ['dns', 'fs', 'http']],
    [{ OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,pg', OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'pg' }, ['http']],
  ])('for %j gives %j', (environment, names) => {
    expect(chosen(environment)).toEqual(names)
  })

  test('leaves out what is disabled', () => {
    const names = chosen({ OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'http,undici' })
    expect(names).toContain('express')
    expect(names).not.toContain('http')
    expect(names).not.toContain('undici')
  })

  test('says what is not here, where that is asked for', () => {
    const warnings: string[] = []
    const environment = {
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'htpp,pg',
      OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'what-we-never-had',
    }
    expect(chosen(environment, message => warnings.push(message))).toEqual(['pg'])
    expect(warnings).toEqual([expect.stringContaining("'htpp'")])
  })
})
