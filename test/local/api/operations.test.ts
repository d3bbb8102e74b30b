import { expect, test } from 'vitest'
import { operationsOf } from '../../../src/local/api/operations.ts'
import { GroupBook } from '../../../src/local/group-book.ts'
import { SamplingRuleBook } from '../../../src/local/sampling/sampling-rule-book.ts'
import { SamplingUsage } from '../../../src/local/sampling/sampling-usage.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf } from '../store/questions/questions.ts'

const operations = operationsOf({
  ask: askDatabase(databaseOf()),
  takeDocument: () => undefined,
  rules: new SamplingRuleBook(),
  usage: new SamplingUsage(),
  groups: new GroupBook(),
  nowSeconds: () => 1000,
})

test('operationsOf() has the 38 operations of the API', () => {
  expect(Object.keys(operations)).toHaveLength(38)
})

test('operationsOf() answers each with its shape, or says what is wrong with the request', async () => {
  for (const [path, operation] of Object.entries(operations)) {
    const answer = await Promise.resolve()
      .then(() => operation({}))
      .catch((error: Error & { type?: string }) => error.type)
    expect([path, typeof answer === 'object' || answer === 'InvalidRequestException']).toEqual([path, true])
  }
})
