import { expect, test } from 'vitest'
import { isLambdaParent, markLambdaParent } from '../../src/ids/index.ts'

test('isLambdaParent() knows what markLambdaParent() has marked, and nothing else', () => {
  const spanContext = { spanId: '53995c3f42cd8ad8' }
  expect(isLambdaParent(spanContext)).toBe(false)
  expect(isLambdaParent(markLambdaParent(spanContext))).toBe(true)
  expect(Object.keys(spanContext)).toEqual(['spanId'])
})
