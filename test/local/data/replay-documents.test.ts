import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../../src/document/index.ts'
import { logFile } from '../../../src/local/data/document-log.ts'
import { replayDocuments } from '../../../src/local/data/replay-documents.ts'
import { segment } from '../../document/documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-replay-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [a, b, c] = ['a', 'b', 'c'].map(name => JSON.stringify(segment(name)))

test('replayDocuments() gives what is whole, the oldest first, and counts what is not', async () => {
  writeFileSync(logFile(folder, 10), `${c}\n${a!.slice(0, 40)}`)
  writeFileSync(logFile(folder, 9), `${a}\n\nnonsense\n${b}\n`)
  writeFileSync(join(folder, 'lock'), '1')
  const taken: [string, number][] = []
  const take = async (document: ReceivedDocument, text: string, atMillis: number) => {
    expect(document).toEqual(JSON.parse(text))
    taken.push([text, atMillis])
  }
  expect(await replayDocuments(folder, take)).toEqual({ documents: 3, skipped: 2 })
  expect(taken).toEqual([a, b, c].map(text => [text, 1_500_000_001_000]))
})
