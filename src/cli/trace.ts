import { parseDocument, quoteValue, type ReceivedDocument } from '../document/index.ts'
import { type BatchGetTracesResult, type Trace, timelineOf } from '../local/index.ts'
import { documentsToOtlp } from '../otlp/index.ts'
import { DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { readOptions, refuseTogether } from './read-options.ts'
import { columnsOf, isColored } from './terminal.ts'
import { timelineText } from './timeline-text.ts'
import { openSource, SOURCE_OPTIONS } from './trace-source.ts'
import { writeTraceFile } from './write-trace-file.ts'

const TRACE_ID = /^(1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{32})$/i

const HELP = `Usage: spanray trace ID [--endpoint URL | --aws] [--json | --otlp | --html FILE]

Prints one trace, or writes it as one HTML file to share, which opens without a server.
ID is 1-<8 hex digits>-<24 hex digits>, or 32 hex digits.

  --endpoint URL   whom to ask (${DEFAULT_ENDPOINT})
  --aws            ask AWS X-Ray, with the region and credentials of the environment
  --json           the trace as JSON
  --otlp           the trace as a request of OTLP/JSON, for other tools
  --html FILE      writes FILE

Exit code: 0 found, 1 not found or not written.
`

/** `spanray trace ID`: prints one trace. Comes back with the exit code. */
export async function runTrace(args: string[]): Promise<number> {
  const { values, words } = readOptions(
    args,
    {
      ...SOURCE_OPTIONS,
      json: { type: 'boolean' },
      otlp: { type: 'boolean' },
      html: { type: 'string' },
    },
    HELP,
    ['ID'],
  )
  refuseTogether(values, ['json', 'otlp', 'html'])
  const id = words[0] ?? ''
  const answer = await openSource(values).ask<BatchGetTracesResult>('/Traces', { TraceIds: [id] })
  const [trace] = answer.Traces
  if (!trace) {
    const reason = TRACE_ID.test(id)
      ? 'list what is there with: spanray traces'
      : 'a trace id is 1-<8 hex digits>-<24 hex digits>, or 32 hex digits'
    process.stderr.write(`Cannot find the trace ${quoteValue(id)}; ${reason}\n`)
    return 1
  }
  if (values.html !== undefined) {
    const template = new URL(`${SPANRAY_PAGE}/trace-file.html`, import.meta.url)
    const failure = writeTraceFile(values.html, documentsOf(trace), template)
    process.stderr.write(`${failure ?? `The trace is in ${values.html}`}\n`)
    return failure === undefined ? 0 : 1
  }
  process.stdout.write(values.otlp ? traceOtlp(trace) : values.json ? traceJson(trace) : traceText(trace))
  return 0
}

function traceJson(trace: Trace): string {
  const segments = trace.Segments.map(({ Id, Document }) => ({ Id, Document: JSON.parse(Document) }))
  return `${JSON.stringify({ ...trace, Segments: segments }, undefined, 2)}\n`
}

function traceOtlp(trace: Trace): string {
  return `${JSON.stringify(documentsToOtlp(documentsOf(trace)))}\n`
}

function traceText(trace: Trace): string {
  const timeline = timelineOf(documentsOf(trace))
  if (!timeline) return ''
  const { stdout, env } = process
  const lines = timelineText(timeline, { columns: columnsOf(stdout), isColored: isColored(stdout, env) })
  return `${lines.join('\n')}\n`
}

/** Those that were sent. What was merged is longer than what may be. */
function documentsOf({ Segments }: Trace): ReceivedDocument[] {
  const documents = Segments.flatMap(({ Document }) => parseDocument(Document, Infinity).document ?? [])
  return documents.filter(document => !(document as { inferred?: boolean }).inferred)
}
