// Spans to bytes: ours against OpenTelemetry's OTLP serialisers, X-Ray's own SDK, and plain JSON.stringify().
// Run by `npm run bench`; writes its section of docs/benchmarks.md.
import { cpus } from 'node:os'
import { spansToDocuments } from 'spanray/segment'
import { batches, spanCount, traces } from './convert/batches.mjs'
import { bytesMadeBy, names } from './convert/contenders.mjs'
import { likeTheReference } from './convert/like-the-reference.mjs'
import { countOf, names as sizes } from './convert/scaling.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { median, ratios, timeInRounds } from './rounds.mjs'

const times = await timeInRounds(new URL('convert/contenders.mjs', import.meta.url), names)
const ours = times[names[0]]
const table = markdownTable([
  ['', 'µs a span, median', 'minimum', 'times ours, median', 'of minima', 'bytes a span'],
  ...names.map(name => {
    const perSpan = times[name].map(micros => micros / spanCount)
    return [
      name,
      median(perSpan).toFixed(2),
      Math.min(...perSpan).toFixed(2),
      median(ratios(times[name], ours)).toFixed(2),
      (Math.min(...times[name]) / Math.min(...ours)).toFixed(2),
      (bytesMadeBy(name) / spanCount).toFixed(0),
    ]
  }),
])

const growth = await timeInRounds(new URL('convert/scaling.mjs', import.meta.url), sizes, { rounds: 15 })
const growthTable = markdownTable([
  ['', 'µs a span, median', 'minimum'],
  ...sizes.map(name => {
    const perSpan = growth[name].map(micros => micros / countOf(name))
    return [name, median(perSpan).toFixed(2), Math.min(...perSpan).toFixed(2)]
  }),
])

const ourBytes = traces
  .flatMap(trace => spansToDocuments(trace).documents)
  .reduce((sum, { bytes }) => sum + bytes.length, 0)
const referenceBytes = traces.reduce((sum, trace) => sum + bytesOfReference(trace), 0)
const size =
  `${(ourBytes / spanCount).toFixed(0)} bytes a span, ${((ourBytes / referenceBytes) * 100).toFixed(0)} % of the ` +
  `${(referenceBytes / spanCount).toFixed(0)} that the Collector's exporter would write: a document for each span, false flags, ` +
  'and the blocks of the resource on every one.'

const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
console.log(`${table}\n\n${growthTable}\n\n${size}\n\n${machine}`)
writeSection(
  'Spans to bytes: `npm run bench`',
  `Contenders take turns within each of ${ours.length} rounds, each in a process of its own. ${traces.length} traces of ${traces[0].length} spans
([fixture](../bench/convert/fixture.json)) in batches of ${batches[0].length} spans; ${machine}.
\`aws-xray-sdk-core\` and \`JSON.stringify()\` are given objects that are ready; the others begin with OpenTelemetry's spans.

${table}

How it grows:

${growthTable}

How much it is: ${size}`,
)

function bytesOfReference(trace) {
  const documents = spansToDocuments(trace, { nest: false }).documents.map(({ text }) => JSON.parse(text))
  const segment = documents.find(({ type }) => type === undefined)
  return documents.reduce(
    (sum, document) => sum + Buffer.byteLength(JSON.stringify(likeTheReference(document, segment))),
    0,
  )
}
