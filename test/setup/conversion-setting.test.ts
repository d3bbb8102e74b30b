import { expect, test } from 'vitest'
import { conversionSetting } from '../../src/setup/conversion-setting.ts'

function setting(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = []
  return { ...conversionSetting(environment, message => warnings.push(message)), warnings }
}

const defaults = { indexedAttributes: [], sql: 'sanitized', urlQuery: 'redact', warnings: [] }

test.each([
  [{}, {}],
  [{ SPANRAY_INDEXED_ATTRIBUTES: 'tier, cart.items,,' }, { indexedAttributes: ['tier', 'cart.items'] }],
  [{ AWS_XRAY_COLLECT_SQL_QUERIES: 'TRUE' }, { sql: 'raw' }],
  [{ AWS_XRAY_COLLECT_SQL_QUERIES: 'false' }, {}],
  [{ SPANRAY_URL_QUERY: 'strip' }, { urlQuery: 'strip' }],
])('conversionSetting() makes of %j %j', (environment, changed) => {
  expect(setting(environment)).toEqual({ ...defaults, ...changed })
})

test('conversionSetting() takes the default for a query it does not know, and says so', () => {
  expect(setting({ SPANRAY_URL_QUERY: 'hide' })).toEqual({
    ...defaults,
    warnings: [expect.stringContaining("'hide'")],
  })
})
