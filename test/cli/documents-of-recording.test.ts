import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { expect, test } from 'vitest'
import { documentsOfRecording } from '../../src/cli/documents-of-recording.ts'
import { readLines } from '../../src/cli/read-lines.ts'
import { sdkSpans } from '../fixtures/sdk-spans.ts'

const HEADER = '{"format":"json","version":1}'

async function documentsIn(text: string): Promise<string[]> {
  async function* chunks() {
    yield Buffer.from(text)
  }
  const found: string[] = []
  for await (const document of documentsOfRecording(readLines(chunks(), 1_000_000))) found.push(document)
  return found
}

test.each([
  [
    'datagrams, one after another',
    `${HEADER}\n{"id":1}\n{"format": "json", "version": 1}\n{"id":2}\n`,
    ['{"id":1}', '{"id":2}'],
  ],
  ['a document on several lines', `${HEADER}\n{\n"id":1\n}\n`, ['{\n"id":1\n}']],
  ['documents, one a line', '{"id":1}\n\n{"id":2}', ['{"id":1}', '{"id":2}']],
  ['nothing', '', []],
])('reads %s', async (_name, text, documents) => {
  expect(await documentsIn(text)).toEqual(documents)
})

test('makes documents of spans', async () => {
  const request = Buffer.from(ProtobufTraceSerializer.serializeRequest(sdkSpans()) ?? []).toString('base64')
  const documents = await documentsIn(`${HEADER}\nT1S${request}\n${HEADER}\nT1Snonsense\n`)
  expect(documents.map(text => JSON.parse(text).name).sort()).toEqual(['SELECT', 'job', 'shop'])
})
