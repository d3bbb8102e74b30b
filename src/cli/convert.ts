import { type OtlpRequest, parseOtlpJson } from '../otlp/index.ts'
import { type ConversionOptions, type EndedSpan, spansToDocuments } from '../segment/index.ts'
import { explainSpan } from './explain-span.ts'
import { explanationText } from './explanation-text.ts'
import { type Line, readLines } from './read-lines.ts'
import { readOptions, UsageError } from './read-options.ts'
import { createPaint, isColored } from './terminal.ts'

const HELP = `Usage: spanray convert [--index KEY]... [--index-all] [--no-nest] [--explain] < requests.jsonl

Reads OTLP/JSON requests from standard input, one a line (jq -c . writes them so), and prints the segment
documents that spanray makes of them, one a line, and an empty line after each request.

  --index KEY   make an annotation of this attribute; otel.resource.KEY for one of the resource; repeatable
  --index-all   make annotations of all attributes that are in no other field
  --no-nest     print a document for each span
  --explain     print what became of each attribute instead: its field, or why it is metadata

What is wrong with a line is told on standard error, with its number; the other lines are converted.

Exit code: 0, or 1 when a line or a span could not be converted.
`

/** A line of more bytes is not read. */
const MAX_LINE_BYTES = 64_000_000

/** Complaints about one line: what comes after is only counted. */
const MAX_COMPLAINTS = 20

/** `spanray convert`: OTLP/JSON in, segment documents out. Comes back with the exit code. */
export async function runConvert(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      index: { type: 'string', multiple: true, default: [] },
      'index-all': { type: 'boolean' },
      'no-nest': { type: 'boolean' },
      explain: { type: 'boolean' },
    },
    HELP,
  )
  if (values.index.includes('')) throw new UsageError("--index is ''; it must be the key of an attribute")
  const options: ConversionOptions = {
    indexedAttributes: values['index-all'] ? ['*', ...values.index] : values.index,
    nest: !values['no-nest'],
  }
  const answer = values.explain ? explain : convert
  let exitCode = 0
  for await (const line of readLines(process.stdin, MAX_LINE_BYTES)) {
    if (line.text?.trim() === '') continue
    const complaints: string[] = []
    await write(process.stdout, answer(line, options, complaints))
    // Also for a line that makes no document: whoever waits for the answer to it shall not wait forever.
    await write(process.stdout, ['\n'])
    await write(process.stderr, complaintLines(line, complaints))
    if (complaints.length > 0) exitCode = 1
  }
  return exitCode
}

function readRequest({ bytes, text }: Line, complaints: string[]): OtlpRequest | undefined {
  if (text === undefined) {
    const [has, most] = [bytes, MAX_LINE_BYTES].map(count => count.toLocaleString('en-US'))
    complaints.push(`The line has ${has} bytes; at most ${most} are read. Split the request`)
    return undefined
  }
  const { request, refusal } = parseOtlpJson(text, Number.POSITIVE_INFINITY)
  if (refusal) complaints.push(refusal.message)
  for (const { message } of request?.refusals ?? []) complaints.push(message)
  return request
}

function* convert(line: Line, options: ConversionOptions, complaints: string[]): Generator<string> {
  const request = readRequest(line, complaints)
  if (!request) return
  const { documents, rejected } = spansToDocuments(request.spans, options)
  for (const { text } of documents) yield `${text}\n`
  for (const { id, bytes } of rejected) {
    const size = bytes.toLocaleString('en-US')
    complaints.push(`The document of the span ${id} would have ${size} bytes; X-Ray takes 64,000`)
  }
}

function* explain(line: Line, options: ConversionOptions, complaints: string[]): Generator<string> {
  const request = readRequest(line, complaints)
  if (!request) return
  const paint = createPaint(isColored(process.stdout, process.env))
  const explainedResources = new Set<object>()
  const contextOf = contexts(request.spans)
  for (const span of request.spans) {
    const explanation = explainSpan(contextOf(span), options)
    const isKnown = explainedResources.has(span.resource)
    if (explanation.resourceAttributes.length > 0) explainedResources.add(span.resource)
    const told = isKnown ? { ...explanation, resourceAttributes: [] } : explanation
    const { spanId } = span.spanContext()
    yield `${explanationText(told, { name: span.name, id: spanId }, paint).join('\n')}\n`
  }
}

/** Ancestors of a span that are looked at: more are nested in no document. */
const MAX_ANCESTORS = 50

/** Finds a span's ancestors in the same request and service, from the first on, and at the end the span. */
function contexts(spans: readonly EndedSpan[]): (span: EndedSpan) => EndedSpan[] {
  const byId = new Map(spans.map(span => [span.spanContext().spanId, span]))
  return span => {
    const context = [span]
    for (let child = span; context.length <= MAX_ANCESTORS; ) {
      const parent = byId.get(child.parentSpanContext?.spanId ?? '')
      if (parent?.resource !== span.resource || context.includes(parent)) break
      context.unshift(parent)
      child = parent
    }
    return context
  }
}

function complaintLines({ number }: Line, complaints: readonly string[]): string[] {
  const told = complaints.slice(0, MAX_COMPLAINTS).map(complaint => `line ${number}: ${complaint}\n`)
  const more = complaints.length - told.length
  return more > 0 ? [...told, `line ${number}: … and ${more.toLocaleString('en-US')} more\n`] : told
}

/** Writes as fast as the reader reads. */
async function write(stream: NodeJS.WriteStream, texts: Iterable<string>): Promise<void> {
  for (const text of texts) {
    if (!stream.write(text)) await new Promise<void>(resolve => stream.once('drain', resolve))
  }
}
