import { ROOT_CONTEXT } from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'

/** Nobody's context, in which instrumentations make no spans. */
export const UNTRACED = suppressTracing(ROOT_CONTEXT)
