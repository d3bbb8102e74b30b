import { describe, expect, test } from 'vitest'
import type { DocumentRefusal } from '../../../src/document/index.ts'
import { putTraceSegments } from '../../../src/local/api/put-trace-segments.ts'

const take = (text: string): DocumentRefusal | undefined => {
  if (text === 'bad') return { code: 'MissingName', message: 'It has no name', id: 'ab' }
  return text === 'worse' ? { code: 'InvalidSegment', message: 'It is nothing' } : undefined
}

describe('putTraceSegments()', () => {
  test('answers for each document that was refused, and with its id where it has one', () => {
    expect(putTraceSegments({ TraceSegmentDocuments: ['good', 'bad', 'worse'] }, take)).toEqual({
      UnprocessedTraceSegments: [
        {
          Id: 'ab',
          ErrorCode: 'MissingName',
          Message: 'Invalid segment. ErrorCode: MissingName. It has no name',
        },
        { ErrorCode: 'InvalidSegment', Message: 'Invalid segment. ErrorCode: InvalidSegment. It is nothing' },
      ],
    })
  })

  test('refuses 51 documents', () => {
    expect(() => putTraceSegments({ TraceSegmentDocuments: Array(51).fill('good') }, take)).toThrow(
      'TraceSegmentDocuments has 51 items; it must be a list of 1 to 50 strings',
    )
  })
})
