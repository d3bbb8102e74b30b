import { createReadStream } from 'node:fs'
import { comparePortraits, type Portrait, portrayDocuments } from '../compare/index.ts'
import { comparisonText } from './comparison-text.ts'
import { displayText } from './display-text.ts'
import { documentsOfRecording } from './documents-of-recording.ts'
import { readLines } from './read-lines.ts'
import { readOptions } from './read-options.ts'
import { columnsOf, createPaint, isColored } from './terminal.ts'

const HELP = `Usage: spanray compare [--json] OLD NEW

Says of two recordings of the same requests what changes from the one to the other: on the service map, for
filters and alarms, and in size. Ids, times and durations do not count.

A recording is a file that spanray local --record wrote, or one of segment documents, one a line.
Spans in OTLP weigh what the documents weigh that they become.

  --json   print the differences as JSON

Exit code: 0 when nothing but the size changes, 1 when something else does or a file cannot be read.
`

/** A line of more bytes is not read: no document is that long. */
const MAX_LINE_BYTES = 1_000_000

/** Bytes of documents in a recording: they are held in memory. */
const MAX_RECORDING_BYTES = 200_000_000

/** `spanray compare`: what changes from one recording to another. Comes back with the exit code. */
export async function runCompare(args: string[]): Promise<number> {
  const { values, words } = readOptions(args, { json: { type: 'boolean' } }, HELP, ['OLD', 'NEW'])
  const portraits: Portrait[] = []
  for (const path of words) {
    const portrait = await portray(path)
    if (typeof portrait === 'string') {
      process.stderr.write(`${portrait}\n`)
      return 1
    }
    portraits.push(portrait)
  }
  const [old, current] = portraits as [Portrait, Portrait]
  const comparison = comparePortraits(old, current)
  if (values.json) process.stdout.write(`${JSON.stringify(comparison)}\n`)
  else {
    const paint = createPaint(isColored(process.stdout, process.env))
    const lines = comparisonText(comparison, columnsOf(process.stdout), paint)
    process.stdout.write(`${lines.join('\n')}`)
  }
  for (const [at, { refusals }] of portraits.entries()) {
    for (const refusal of refusals) process.stderr.write(`${displayText(`${words[at]}: ${refusal}`)}\n`)
  }
  return comparison.some(({ aspect, changes }) => aspect !== 'size' && changes.length > 0) ? 1 : 0
}

/** What a file records, or why it cannot be read. */
async function portray(path: string): Promise<Portrait | string> {
  const texts: string[] = []
  let bytes = 0
  try {
    for await (const text of documentsOfRecording(readLines(createReadStream(path), MAX_LINE_BYTES))) {
      texts.push(text)
      bytes += Buffer.byteLength(text)
      if (bytes > MAX_RECORDING_BYTES) {
        return `Cannot compare ${displayText(path)}: it has more than ${MAX_RECORDING_BYTES.toLocaleString('en-US')} bytes of documents; record fewer requests`
      }
    }
  } catch (error) {
    return `Cannot read ${displayText(path)}: ${(error as NodeJS.ErrnoException).code ?? error}`
  }
  if (texts.length === 0) return `Cannot compare ${displayText(path)}: there are no documents in it`
  const portrait = portrayDocuments(texts)
  // Two files of something else would be the same.
  const isEmpty = !portrait.facts.some(({ aspect }) => aspect === 'map')
  const [refusal] = portrait.refusals
  if (isEmpty && refusal !== undefined)
    return displayText(`Cannot compare ${path}: there are no documents in it: ${refusal}`)
  return portrait
}
