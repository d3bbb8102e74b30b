import { parseDocument } from '../document/index.ts'
import { type BatchGetTracesResult, timelineOf } from '../local/index.ts'
import { callEndpoint, DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { quoted } from './display-text.ts'
import { readOptions } from './read-options.ts'
import { columnsOf, isColored } from './terminal.ts'
import { timelineText } from './timeline-text.ts'

/** How `spanray trace` is called. */
export const usage = `Usage: spanray trace ID [--endpoint ${DEFAULT_ENDPOINT}] [--json]

Prints one trace. ID is 1-<8 hex>-<24 hex>, or 32 hex digits.
Exit code: 0 found, 1 not found.`
