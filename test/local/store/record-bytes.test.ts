import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReceivedDocument } from '../../../src/document/index.ts'
import { ByteReader } from '../../../src/local/store/byte-reader.ts'
import { ByteWriter } from '../../../src/local/store/byte-writer.ts'
import { readRecord, writeRecord } from '../../../src/local/store/record-bytes.ts'
import { mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { idOf, independent, inProgress, segment, subsegment, TRACE_ID } from '../../document/documents.ts'

const annotations = fc.dictionary(
  fc.oneof(fc.string(), fc.constant('__proto__')),
  fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
)
const http = fc.record(
  {
    request: fc.record(
      { url: fc.string(), method: fc.string(), user_agent: fc.string(), client_ip: fc.string() },
      { requiredKeys: [] },
    ),
    response: fc.record({ status: fc.nat(599) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)
const fields = fc.record(
  {
    http,
    annotations,
    fault: fc.boolean(),
    error: fc.boolean(),
    throttle: fc.boolean(),
    user: fc.string({ unit: 'grapheme' }),
    cause: fc.record({
      exceptions: fc.array(
        fc.record(
          { id: fc.constant(idOf('e')), type: fc.string(), message: fc.string() },
          { requiredKeys: ['id'] },
        ),
        { maxLength: 2 },
      ),
    }),
    resource_arn: fc.string(),
    origin: fc.constantFrom('AWS::ECS::Fargate', 'client'),
    aws: fc.record({
      account_id: fc.string(),
      ec2: fc.record({ instance_id: fc.string(), availability_zone: fc.string() }),
    }),
    links: fc.array(fc.record({ trace_id: fc.constant(TRACE_ID), id: fc.constant(idOf('x')) }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
)
const document = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'call'), fields, fields, fc.nat(5))
  .map(([name, parent, own, ofCall, kind]): ReceivedDocument => {
    const namespace = kind % 2 ? 'remote' : 'aws'
    const call = subsegment('call', { ...ofCall, namespace } as never)
    const whole = segment(name, { ...own, parent_id: idOf(parent), subsegments: [call] } as never)
    if (kind === 0) return independent(name, parent, { annotations: own.annotations } as never)
    return kind === 1 ? inProgress(whole) : whole
  })

test('readRecord() gives what writeRecord() has written', () => {
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 4 }), documents => {
      const record = recordTrace(mergeTrace(documents)!)
      const writer = new ByteWriter()
      writeRecord(writer, record)
      expect(readRecord(new ByteReader(writer.take()))).toEqual(record)
    }),
    { numRuns: 300 },
  )
})
