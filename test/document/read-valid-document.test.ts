import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument, readValidDocument } from '../../src/document/index.ts'
import { anyTrace } from '../trace/any-trace.ts'
import { segment, subsegment } from './documents.ts'

const misfit = fc.constantFrom(undefined, null, 7, 'x', true, [], {})
const misfits = fc.dictionary(
  fc.constantFrom('parent_id', 'http', 'user', 'annotations', 'links', 'cause', 'subsegments', 'sql', 'aws'),
  misfit,
)

test('readValidDocument() gives what parseDocument() gave', () => {
  fc.assert(
    fc.property(anyTrace, misfits, misfits, (documents, own, nested) => {
      const child = { ...subsegment('child'), ...nested }
      for (const document of [...documents, { ...segment('shop', { subsegments: [child] }), ...own }]) {
        const text = JSON.stringify(document)
        const parsed = parseDocument(text)
        if (parsed.document) expect(readValidDocument(text)).toEqual(parsed.document)
      }
    }),
  )
})
