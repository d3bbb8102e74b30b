import { expect, test } from 'vitest'
import { spanLimitsSetting } from '../../src/setup/span-limits-setting.ts'

test.each([
  [{}, {}],
  [{ OTEL_ATTRIBUTE_COUNT_LIMIT: '5' }, { attributeCountLimit: 5 }],
  [{ OTEL_ATTRIBUTE_COUNT_LIMIT: '5', OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '6' }, { attributeCountLimit: 6 }],
  [{ OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '7' }, { attributeValueLengthLimit: 7 }],
  [{ OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: '8' }, { attributeValueLengthLimit: 8 }],
  [{ OTEL_SPAN_EVENT_COUNT_LIMIT: '0' }, { eventCountLimit: 0 }],
  [{ OTEL_SPAN_LINK_COUNT_LIMIT: '10' }, { linkCountLimit: 10 }],
  [{ OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT: '11' }, { attributePerEventCountLimit: 11 }],
  [{ OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT: '12' }, { attributePerEventCountLimit: 12 }],
  [{ OTEL_LINK_ATTRIBUTE_COUNT_LIMIT: '13' }, { attributePerLinkCountLimit: 13 }],
  [{ OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT: '14' }, { attributePerLinkCountLimit: 14 }],
])('spanLimitsSetting() of %j is %j', (environment, limits) => {
  expect(spanLimitsSetting(environment, message => expect.unreachable(message))).toEqual(limits)
})

test('spanLimitsSetting() leaves a limit that is none to the SDK, and says so', () => {
  const warnings: string[] = []
  const environment = { OTEL_SPAN_LINK_COUNT_LIMIT: '-1', OTEL_SPAN_EVENT_COUNT_LIMIT: '3' }
  expect(spanLimitsSetting(environment, text => warnings.push(text))).toEqual({ eventCountLimit: 3 })
  expect(warnings).toEqual([expect.stringContaining("OTEL_SPAN_LINK_COUNT_LIMIT='-1'")])
})
