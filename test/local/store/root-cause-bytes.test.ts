import { expect, test } from 'vitest'
import { ByteReader } from '../../../src/local/store/byte-reader.ts'
import { ByteWriter } from '../../../src/local/store/byte-writer.ts'
import { readRootCauses, writeRootCauses } from '../../../src/local/store/root-cause-bytes.ts'
import type { RootCause, RootCauseEntity, RootCauses } from '../../../src/trace/index.ts'

function causeOf(...EntityPath: RootCauseEntity[]): RootCause {
  const shop = { Name: 'shop', Names: ['shop'], Type: 'AWS::ECS::Fargate', EntityPath, Inferred: false }
  return { ClientImpacting: true, Services: [shop, { ...shop, Inferred: true, EntityPath: [] }] }
}

test('readRootCauses() gives what writeRootCauses() has written', () => {
  const causes: RootCauses = {
    fault: [
      causeOf({ Name: 'shop', Remote: false, Exceptions: [] }),
      causeOf({ Name: 'pay', Remote: true, Exceptions: [{ Name: 'Error', Message: 'no' }, {}] }),
    ],
    error: [],
    responsetime: [
      causeOf({ Name: 'shop', Remote: false, Coverage: 0.123 }, { Name: 'pay', Remote: true, Coverage: 1 }),
    ],
  }
  const writer = new ByteWriter()
  writeRootCauses(writer, causes)
  expect(readRootCauses(new ByteReader(writer.take()))).toEqual(causes)
})
