import { expect, test } from 'vitest'
import { Datagrams, HEADER_BYTES } from '../../src/emit/datagrams.ts'

const HEADER = '{"format":"json","version":1}\n'

test('puts the header line in front of each document, and writes over none that came before', () => {
  const datagrams = new Datagrams()
  const documents = [10, 30_000, 30_000, 70_000, 0, 500].map((length, index) => `${index}`.repeat(length))
  const made = documents.map(document => datagrams.of(Buffer.from(document)))
  expect(made.map(bytes => Buffer.from(bytes).toString())).toEqual(
    documents.map(document => HEADER + document),
  )
  expect(made[0]).toHaveLength(HEADER_BYTES + 10)
})

test('takes the same memory again, when it may', () => {
  const datagrams = new Datagrams()
  const first = datagrams.of(Buffer.from('first'))
  datagrams.reuse()
  const second = datagrams.of(Buffer.from('2'))
  expect([second.buffer === first.buffer, Buffer.from(second).toString()]).toEqual([true, `${HEADER}2`])
})
