import { expect, test } from 'vitest'
import { samplerSetting } from '../../src/setup/sampler-setting.ts'

function setting(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = []
  const sampler = samplerSetting(environment, message => warnings.push(message))
  return { sampler: String(sampler), warnings }
}

test.each([
  [undefined, undefined, /^XRaySampler\{http:\/\/127\.0\.0\.1:2000\}$/],
  ['', undefined, /^XRaySampler/],
  ['xray', undefined, /^XRaySampler/],
  ['parentbased_always_on', undefined, /^ParentBased\{root=AlwaysOnSampler/],
  ['always_on', undefined, /^AlwaysOnSampler$/],
  ['always_off', undefined, /^AlwaysOffSampler$/],
  ['traceidratio', '0.25', /^TraceIdRatioBased\{0\.25\}$/],
  ['traceidratio', undefined, /^TraceIdRatioBased\{1\}$/],
  ['parentbased_always_off', undefined, /^ParentBased\{root=AlwaysOffSampler/],
  ['parentbased_traceidratio', '0.5', /^ParentBased\{root=TraceIdRatioBased\{0\.5\}/],
])('samplerSetting() makes of %s and %s %s', (name, argument, description) => {
  const { sampler, warnings } = setting({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument })
  expect(sampler).toMatch(description)
  expect(warnings).toEqual([])
})

test.each(['sometimes', 'toString'])('samplerSetting() takes the default for %s, and says so', name => {
  const { sampler, warnings } = setting({ OTEL_TRACES_SAMPLER: name })
  expect(sampler).toMatch(/^XRaySampler/)
  expect(warnings).toEqual([expect.stringContaining(`'${name}'`)])
})

test.each(['half', '-1', '2', 'NaN'])(
  'samplerSetting() samples everything for the ratio %s, and says so',
  ratio => {
    const { sampler, warnings } = setting({
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: ratio,
    })
    expect(sampler).toBe('TraceIdRatioBased{1}')
    expect(warnings).toEqual([expect.stringContaining(`'${ratio}'`)])
  },
)

test('samplerSetting() polls for no rules in Lambda, unless it is told to', () => {
  const inLambda = { LAMBDA_TASK_ROOT: '/var/task' }
  expect(`${samplerSetting(inLambda, () => {})}`).toContain('ParentBased{root=AlwaysOnSampler')
  expect(`${samplerSetting({ ...inLambda, OTEL_TRACES_SAMPLER: 'always_off' }, () => {})}`).toBe(
    'AlwaysOffSampler',
  )
})
