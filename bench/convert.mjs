// Spans to bytes: ours against OpenTelemetry's OTLP serialisers, X-Ray's own SDK, and plain JSON.stringify().
// Run by `npm run bench`; writes docs/benchmarks.md.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { spansToDocuments } from 'spanray/segment'
import { likeTheReference } from './convert/like-the-reference.mjs'
import { readFixture } from './convert/read-fixture.mjs'
import { measureScaling } from './convert/scaling.mjs'
import { toSdkSegment } from './convert/to-sdk-segment.mjs'
import { median, ratios, timeInRounds } from './rounds.mjs'

const TRACES_PER_BATCH = 5

const traces = readFixture()
const batches = Array.from({ length: traces.length / TRACES_PER_BATCH }, (_, index) =>
  traces.slice(index * TRACES_PER_BATCH, (index + 1) * TRACES_PER_BATCH).flat(),
)
const spanCount = traces.flat().length
const documents = batches.map(batch => spansToDocuments(batch).documents.map(({ text }) => JSON.parse(text)))
const sdkSegments = documents.map(batch => batch.map(toSdkSegment))

const contenders = {
  'spanray, spans → documents': batch =>
    bytesOf(spansToDocuments(batches[batch]).documents.map(({ text }) => text)),
  'OTLP protobuf': batch => ProtobufTraceSerializer.serializeRequest(batches[batch]).length,
  'OTLP JSON': batch => JsonTraceSerializer.serializeRequest(batches[batch]).length,
  'aws-xray-sdk-core, Segment.format()': batch =>
    bytesOf(sdkSegments[batch].map(segment => segment.format())),
  'JSON.stringify() of ready documents': batch =>
    bytesOf(documents[batch].map(document => JSON.stringify(document))),
}

/** What would go out, made into bytes as a socket would want it. */
function bytesOf(texts) {
  return texts.reduce((sum, text) => sum + Buffer.from(text).length, 0)
}

const all = Object.entries(contenders).map(([name, run]) => [
  name,
  () => batches.forEach((_, batch) => void run(batch)),
])
const times = timeInRounds(Object.fromEntries(all))
const ours = times[Object.keys(contenders)[0]]

const cells = Object.entries(times).map(([name, micros]) => {
  const perSpan = micros.map(time => time / spanCount)
  const bytes = batches.reduce((sum, _, batch) => sum + contenders[name](batch), 0) / spanCount
  return [
    name,
    median(perSpan).toFixed(2),
    Math.min(...perSpan).toFixed(2),
    median(ratios(micros, ours)).toFixed(2),
    (Math.min(...micros) / Math.min(...ours)).toFixed(2),
    bytes.toFixed(0),
  ]
})
const head = ['', 'µs a span, median', 'minimum', 'times ours, median', 'of minima', 'bytes a span']
const table = markdownTable([head, ...cells])
const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
console.log(`${table}\n\n${machine}`)

const scaling = measureScaling(traces)
const scalingTable = markdownTable([
  ['', 'µs a span, median', 'minimum'],
  ...scaling.map(({ name, median, minimum }) => [name, median.toFixed(2), minimum.toFixed(2)]),
])
const referenceBytes = bytesOf(
  traces.flatMap(trace => {
    const documents = spansToDocuments(trace, { nest: false }).documents.map(({ text }) => JSON.parse(text))
    const segment = documents.find(({ type }) => type === undefined)
    return documents.map(document => JSON.stringify(likeTheReference(document, segment)))
  }),
)
const ourBytes = bytesOf(traces.flatMap(trace => spansToDocuments(trace).documents.map(({ text }) => text)))
const size =
  `${(ourBytes / spanCount).toFixed(0)} bytes a span, ${((ourBytes / referenceBytes) * 100).toFixed(0)} % of the ` +
  `${(referenceBytes / spanCount).toFixed(0)} that the Collector's exporter would write: a document for each span, false flags, ` +
  'and the blocks of the resource on every one.'
console.log(`\n${scalingTable}\n\n${size}`)

writeFileSync(
  new URL('../docs/benchmarks.md', import.meta.url),
  `# Benchmarks

Contenders take turns within each of ${ours.length} rounds, and a ratio is taken within its round. The machine is shared: ratios count,
absolutes do not.

## Spans to bytes: \`npm run bench\`

${traces.length} traces of ${traces[0].length} spans ([fixture](../bench/convert/fixture.json)) in batches of ${batches[0].length} spans; ${machine}.
\`aws-xray-sdk-core\` and \`JSON.stringify()\` are given objects that are ready; the others begin with OpenTelemetry's spans.

${table}

How it grows:

${scalingTable}

How much it is: ${size}
`,
)

function markdownTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map(row => row[column].length)))
  const line = row =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n')
}
