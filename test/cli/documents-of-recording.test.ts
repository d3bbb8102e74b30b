import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { expect, test } from 'vitest'
import { documentsOfRecording } from '../../src/cli/documents-of-recording.ts'
import { readLines } from '../../src/cli/read-lines.ts'
import { formatDatagram } from '../../src/local/index.ts'
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

const line = (datagram: string) => `${formatDatagram({ atMillis: 5, datagram: Buffer.from(datagram) })}\n`

test.each([
  [
    'what spanray local recorded',
    `${line(`${HEADER}\n{"id":1}`)}${line(`${HEADER}\n{\n"id":2}`)}`,
    ['{"id":1}', '{\n"id":2}'],
  ],
  [
    'datagrams, one after another',
    `${HEADER}\n{"id":1}\n{"format": "json", "version": 1}\n{"id":2}\n`,
    ['{"id":1}', '{"id":2}'],
  ],
  ['documents, one a line', '{"id":1}\n\n{"id":2}', ['{"id":1}', '{"id":2}']],
  ['nothing', '', []],
])('reads %s', async (_name, text, documents) => {
  expect(await documentsIn(text)).toEqual(documents)
})

test('makes documents of spans', async () => {
  const request = Buffer.from(ProtobufTraceSerializer.serializeRequest(sdkSpans()) ?? []).toString('base64')
  const documents = await documentsIn(line(`${HEADER}\nT1S${request}`) + line(`${HEADER}\nT1Snonsense`))
  expect(documents.map(text => JSON.parse(text).name).sort()).toEqual(['SELECT', 'job', 'shop'])
})
