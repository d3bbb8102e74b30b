import fc from 'fast-check'
import { expect, test } from 'vitest'
import { protobufField } from '../../../src/otlp/protobuf/protobuf-field.ts'
import { messageType } from '../../fixtures/trace-request-type.ts'

test('protobufField() writes what protobufjs writes', () => {
  const type = messageType('ExportTracePartialSuccess')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 53 - 1 }),
      fc.string({ minLength: 1 }),
      (rejectedSpans, errorMessage) => {
        const ours = Buffer.concat([protobufField(1, rejectedSpans), protobufField(2, errorMessage)])
        expect(ours).toEqual(Buffer.from(type.encode({ rejectedSpans, errorMessage }).finish()))
      },
    ),
  )
})
