import { expect, test } from 'vitest'
import { readSamplingRule } from '../../../src/local/api/read-sampling-rule.ts'

test('readSamplingRule() reads what it knows', () => {
  const SamplingRule = { RuleName: 'pay', FixedRate: 1, Attributes: { a: 'b' }, Foreign: 1, Host: null }
  expect(readSamplingRule({ SamplingRule }, 'SamplingRule')).toEqual({
    RuleName: 'pay',
    FixedRate: 1,
    Attributes: { a: 'b' },
  })
})

test.each([
  [undefined, 'SamplingRule is missing; it must be an object'],
  [[], 'SamplingRule is a list'],
  [{ RuleName: '' }, 'RuleName is ""; it must be a text of 1 to 32 characters'],
  [{ Priority: 10_000 }, 'Priority is 10000; it must be a whole number from 1 to 9999'],
  [{ FixedRate: 1.5 }, 'FixedRate is 1.5; it must be a number from 0 to 1'],
  [{ ReservoirSize: 0.5 }, 'ReservoirSize is 0.5'],
  [{ Version: 2 }, 'Version is 2; it must be 1'],
  [{ Attributes: { a: 1 } }, 'Attributes is an object; it must be an object of at most 5 texts'],
  [{ SamplingRateBoost: { MaxRate: 2, CooldownWindowMinutes: 1 } }, 'SamplingRateBoost'],
])('readSamplingRule() refuses %j', (SamplingRule, message) => {
  expect(() => readSamplingRule({ SamplingRule }, 'SamplingRule')).toThrow(message)
})
