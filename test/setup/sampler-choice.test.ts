import { expect, test } from 'vitest'
import { samplerChoice } from '../../src/setup/sampler-choice.ts'

test.each([
  [{}, 'xray', 'by default'],
  [{ OTEL_TRACES_SAMPLER: '' }, 'xray', 'by default'],
  [{ LAMBDA_TASK_ROOT: '/var/task' }, 'parentbased_always_on', 'by default in Lambda'],
  [{ LAMBDA_TASK_ROOT: '/var/task', OTEL_TRACES_SAMPLER: 'xray' }, 'xray', 'by OTEL_TRACES_SAMPLER=xray'],
  [
    { OTEL_TRACES_SAMPLER: 'toString' },
    'xray',
    "by default: OTEL_TRACES_SAMPLER='toString' names no sampler",
  ],
])('samplerChoice(%j) is %s, %s', (environment, name, why) => {
  expect(samplerChoice(environment)).toMatchObject({ name, why })
})
