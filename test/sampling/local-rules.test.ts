import { expect, test } from 'vitest'
import { LocalRules } from '../../src/sampling/local-rules.ts'
import { sampledRequest } from '../../src/sampling/sampled-request.ts'
import { FIRST_ID, LAST_ID } from '../fixtures/sampling-rule.ts'

const at =
  (host: string, path = '/') =>
  () =>
    sampledRequest({ 'http.host': host, 'url.path': path })

test('without a document, one request a second is taken, and 5 % of the others', () => {
  const rules = new LocalRules()
  const decisions = [LAST_ID, LAST_ID, FIRST_ID].map(id => rules.decide(at('a'), id, 0).decision)
  expect(decisions).toEqual([2, 0, 2])
  expect(rules.decide(at('a'), LAST_ID, 1000)).toEqual({ decision: 2 })
})

test.each([
  [1, 'service_name'],
  [2, 'host'],
])('rules of version %d name hosts by %s', (version, field) => {
  const rule = { [field]: '*.example.com', http_method: '*', url_path: '/api/*', fixed_target: 0, rate: 1 }
  const none = { fixed_target: 0, rate: 0 }
  const rules = new LocalRules({ version, default: none, rules: [{ description: 'api', ...rule }] })
  const taken = (host: string, path: string) => rules.decide(at(host, path), LAST_ID, 0).decision === 2
  expect(taken('a.example.com', '/api/cart')).toBe(true)
  expect(taken('a.example.com', '/cart')).toBe(false)
  expect(taken('example.org', '/api/cart')).toBe(false)
})

const rate = { fixed_target: 1, rate: 0.1 }

test.each([
  [null, '"version" is undefined; write { "version": 2'],
  [{ version: 3, default: rate }, '"version" is 3'],
  [{ version: 2, rules: [] }, '"fixed_target" of default is undefined; it must be a whole number'],
  [{ version: 2, default: { fixed_target: 1.5, rate: 0 } }, '"fixed_target" of default is 1.5'],
  [
    { version: 2, default: { fixed_target: 1, rate: 5 } },
    '"rate" of default is 5; it must be a number from 0 to 1',
  ],
  [{ version: 2, default: rate, rules: {} }, '"rules" is no list'],
  [
    { version: 2, default: rate, rules: [{ ...rate, host: '*', http_method: '*' }] },
    '"url_path" of rules[0]',
  ],
  [
    { version: 2, default: rate, rules: [{ ...rate, service_name: '*', http_method: '*', url_path: '*' }] },
    '"host" of rules[0]',
  ],
])('new LocalRules(%j) says what is wrong', (document, message) => {
  expect(() => new LocalRules(document)).toThrow(TypeError)
  expect(() => new LocalRules(document)).toThrow(message)
})
