import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { divideText, parseDocument } from '../document/index.ts'
import type { BatchGetTracesResult } from '../local/index.ts'
import { documentsToOtlp } from '../otlp/index.ts'
import { DEFAULT_ENDPOINT, EndpointError } from './call-endpoint.ts'
import { countNoun } from './count-noun.ts'
import { findSummaries } from './find-summaries.ts'
import { readOptions, refuseTogether } from './read-options.ts'
import { readSince } from './read-since.ts'
import { openSource, SOURCE_OPTIONS, type TraceSource } from './trace-source.ts'

const HELP = `Usage: spanray export [FILTER] [--since 10m] [[--otlp] [--out FILE] | --sqlite FILE] [--endpoint URL | --aws]

Writes out traces: as segment documents, one a line, each trace's together, which spanray import and
any X-Ray take in; as OTLP; or as an SQLite database, whose tables docs/local.md describes.

  FILTER           those that a filter expression finds
  --since TIME     those of the last 30s, 10m, 2h or 1d; without it all (of AWS: those of the last 10m)
  --otlp           a request of OTLP/JSON a line, one for each trace
  --out FILE       into FILE; without it to standard output
  --sqlite FILE    into a new SQLite database
  --endpoint URL   whom to ask (${DEFAULT_ENDPOINT})
  --aws            ask AWS X-Ray, with the region and credentials of the environment

Exit code: 0 written, 1 there are none.
`

const DAY_SECONDS = 86_400
const MAX_TRACES = 10_000_000
const TRACES_PER_CALL = 5

/** `spanray export`: writes out traces. Comes back with the exit code. */
export async function runExport(args: string[]): Promise<number> {
  const { values, words } = readOptions(
    args,
    {
      ...SOURCE_OPTIONS,
      otlp: { type: 'boolean' },
      out: { type: 'string' },
      since: { type: 'string' },
      sqlite: { type: 'string' },
    },
    HELP,
    ['[FILTER]'],
  )
  refuseTogether(values, ['otlp', 'sqlite'])
  refuseTogether(values, ['out', 'sqlite'])
  const source = openSource(values)
  const since = values.since ?? (values.aws ? '10m' : undefined)
  const nowSeconds = Date.now() / 1000
  const summaries = await findSummaries(source, {
    startSeconds: since === undefined ? 0 : nowSeconds - readSince('--since', since),
    endSeconds: values.aws ? nowSeconds : nowSeconds + DAY_SECONDS,
    filter: words[0],
    limit: MAX_TRACES,
  })
  if (summaries.length === 0) {
    process.stderr.write(`There is no trace at ${source.name} to write out\n`)
    return 1
  }
  const traces = readTraces(
    source,
    summaries.map(({ Id }) => Id),
  )
  const path = values.sqlite ?? values.out
  let count: number
  try {
    count =
      values.sqlite === undefined
        ? await writeLines(values.otlp ? otlpLines(traces) : documentLines(traces), values.out)
        : await writeTables(mergedDocuments(traces), values.sqlite)
  } catch (error) {
    if (path === undefined || error instanceof EndpointError) throw error
    process.stderr.write(`Cannot write ${path}: ${(error as Error).message}\n`)
    return 1
  }
  const what = `${countNoun(summaries.length, 'trace')}, ${countNoun(count, values.otlp ? 'request' : 'document')}`
  process.stderr.write(`${what} written${path === undefined ? '' : ` to ${path}`}\n`)
  return 0
}

/** The documents of traces, trace by trace; what X-Ray inferred is left out: it is inferred again. */
async function* readTraces(source: TraceSource, ids: string[]): AsyncGenerator<string[]> {
  for (let at = 0; at < ids.length; at += TRACES_PER_CALL) {
    const TraceIds = ids.slice(at, at + TRACES_PER_CALL)
    let token: string | undefined
    do {
      const answer: BatchGetTracesResult & { NextToken?: string } = await source.ask('/Traces', {
        TraceIds,
        ...(token && { NextToken: token }),
      })
      for (const { Segments } of answer.Traces) {
        yield Segments.map(({ Document }) => Document).filter(document => !JSON.parse(document).inferred)
      }
      token = answer.NextToken
    } while (token)
  }
}

async function* mergedDocuments(traces: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const documents of traces) yield* documents
}

/** No longer than an X-Ray takes them. */
async function* documentLines(traces: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const text of mergedDocuments(traces)) yield* divideText(text)
}

async function* otlpLines(traces: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const texts of traces) {
    // What was merged is longer than what may be sent.
    const documents = texts.flatMap(text => parseDocument(text, Infinity).document ?? [])
    yield JSON.stringify(documentsToOtlp(documents))
  }
}

async function writeLines(lines: AsyncIterable<string>, path: string | undefined): Promise<number> {
  const stream = path === undefined ? process.stdout : createWriteStream(path)
  const failed = new Promise<never>((_resolve, reject) => stream.once('error', reject))
  // Heard when it is next waited for.
  failed.catch(() => {})
  let count = 0
  for await (const line of lines) {
    count++
    if (!stream.write(`${line}\n`)) await Promise.race([once(stream, 'drain'), failed])
  }
  if (path !== undefined) {
    stream.end()
    await Promise.race([once(stream, 'finish'), failed])
  }
  return count
}

async function writeTables(documents: AsyncIterable<string>, path: string): Promise<number> {
  if (existsSync(path)) throw new Error('there is such a file already; name a new one')
  const { exportToSqlite } = await import('../local/index.ts')
  return exportToSqlite(documents, path)
}
