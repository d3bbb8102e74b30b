import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ImportResult } from '../local/index.ts'
import { callEndpoint, DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { countNoun } from './count-noun.ts'
import { displayText } from './display-text.ts'
import { readOptions, readUrl } from './read-options.ts'

const HELP = `Usage: spanray import FILE [--endpoint ${DEFAULT_ENDPOINT}]

Gives traces in a file to a local X-Ray: segment documents, one a line or as a JSON list, answers of
BatchGetTraces, or OTLP in JSON. FILE may be - for standard input.

  --endpoint URL   who takes them

Exit code: 0 all were taken, 1 some were not.
`

/** What goes in one call, in characters: a file of lines goes in parts, any other as a whole. */
const MAX_PART_CHARS = 4_000_000

/** `spanray import`: gives traces to a local X-Ray. Comes back with the exit code. */
export async function runImport(args: string[]): Promise<number> {
  const { values, words } = readOptions(
    args,
    { endpoint: { type: 'string', default: DEFAULT_ENDPOINT } },
    HELP,
    ['FILE'],
  )
  const endpoint = readUrl('--endpoint', values.endpoint)
  const path = words[0] ?? ''
  let text: string
  try {
    text = path === '-' ? await readAll() : await readFile(path, 'utf8')
  } catch (error) {
    process.stderr.write(`Cannot read ${path}: ${(error as Error).message}\n`)
    return 1
  }
  const total: ImportResult = { taken: 0, refused: 0, refusals: [] }
  for (const part of partsOf(text)) {
    const { taken, refused, refusals } = await callEndpoint<ImportResult>(endpoint, '/api/documents', part)
    total.taken += taken
    total.refused += refused
    total.refusals.push(...refusals.slice(0, 10 - total.refusals.length))
  }
  for (const { code, message } of total.refusals)
    process.stderr.write(`! refused (${code}): ${displayText(message)}\n`)
  const refused = total.refused > 0 ? `, ${total.refused.toLocaleString('en-US')} refused` : ''
  process.stderr.write(`${countNoun(total.taken, 'document')} taken${refused}\n`)
  return total.refused > 0 ? 1 : 0
}

async function readAll(): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of createReadStream('', { fd: 0, encoding: 'utf8' })) chunks.push(chunk as string)
  return chunks.join('')
}

/** The text in parts of whole lines, where each line is a JSON value of its own. */
function* partsOf(text: string): Generator<string> {
  if (text.length <= MAX_PART_CHARS || !isLines(text)) {
    yield text
    return
  }
  for (let from = 0; from < text.length; ) {
    const to = endOfPart(text, from)
    yield text.slice(from, to)
    from = to
  }
}

/** Behind the last line that fits, or behind the first one where none does. */
function endOfPart(text: string, from: number): number {
  const last = from + MAX_PART_CHARS
  if (last >= text.length) return text.length
  const end = text.lastIndexOf('\n', last)
  return (end >= from ? end : text.indexOf('\n', last)) + 1 || text.length
}

function isLines(text: string): boolean {
  try {
    JSON.parse(text.slice(0, text.indexOf('\n')))
    return true
  } catch {
    return false
  }
}
