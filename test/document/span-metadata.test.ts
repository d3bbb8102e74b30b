import { expect, test } from 'vitest'
import { isSpanMetadata } from '../../src/document/index.ts'

test.each([
  ['otel.span.name', true],
  ['otel.resource.any\nthing', true],
  ['otel.dropped_links_count', true],
  ['otel.span.color', false],
  ['otel.dropped_count', false],
  ['my.otel.span.name', false],
  ['otel.span.name.first', false],
])('isSpanMetadata() says of %j %s', (key, isOurs) => {
  expect(isSpanMetadata(key)).toBe(isOurs)
})
