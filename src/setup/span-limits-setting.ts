import type { SpanLimits } from '@opentelemetry/sdk-trace'
import { numberSetting } from './number-setting.ts'

/** By the SDK's names, the variables of each limit: the first that is set wins. The last of an attribute's is JavaScript's own. */
const VARIABLES = {
  attributeCountLimit: ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 'OTEL_ATTRIBUTE_COUNT_LIMIT'],
  attributeValueLengthLimit: ['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'],
  eventCountLimit: ['OTEL_SPAN_EVENT_COUNT_LIMIT'],
  linkCountLimit: ['OTEL_SPAN_LINK_COUNT_LIMIT'],
  attributePerEventCountLimit: [
    'OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT',
    'OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT',
  ],
  attributePerLinkCountLimit: ['OTEL_LINK_ATTRIBUTE_COUNT_LIMIT', 'OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT'],
} as const satisfies Record<keyof SpanLimits, readonly string[]>

/** The limits that the environment sets; one that it does not set is left to the SDK. */
export function spanLimitsSetting(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): SpanLimits {
  const limits: SpanLimits = {}
  for (const [limit, names] of Object.entries(VARIABLES)) {
    const number = numberSetting(environment, names, 0, warn)
    if (number !== undefined) limits[limit as keyof SpanLimits] = number
  }
  return limits
}
