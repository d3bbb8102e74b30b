import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/document/index.ts'
import { cutDocument } from '../../src/segment/cut-document.ts'

const base = {
  name: 'shop',
  id: '1111111111111111',
  start_time: 1,
  end_time: 2,
  trace_id: '1-6921746b-5ac69fc467c01f3a268dc236',
}
const frames = (count: number) =>
  Array.from({ length: count }, (_, line) => ({ path: '/srv/app/some/file.js', line, label: 'handle' }))

function cut(document: object, maxBytes: number) {
  const text = `${cutDocument(JSON.stringify(document).slice(0, -1), maxBytes)}}`
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes)
  return JSON.parse(text)
}

describe('cutDocument()', () => {
  test('takes frames before anything else', () => {
    const cause = { exceptions: [{ id: '2222222222222222', message: 'm', stack: frames(50) }] }
    const document = cut(
      { ...base, cause, metadata: { default: { note: 'kept' } }, annotations: { tier: 'gold' } },
      4000,
    )
    expect(document.cause.exceptions[0]).toMatchObject({ truncated: 40, stack: frames(50).slice(0, 10) })
    expect(document).toMatchObject({ annotations: { tier: 'gold' }, metadata: { default: { note: 'kept' } } })
    expect(document.metadata.default['spanray.cut']).toEqual(['cause 2222222222222222 to 10 frames'])
  })

  test('takes the largest metadata before the smaller, and before annotations', () => {
    const metadata = {
      default: { small: 'x'.repeat(100), large: 'y'.repeat(5000) },
      mine: { larger: 'z'.repeat(9000) },
    }
    const document = cut({ ...base, metadata, annotations: { tier: 'gold' } }, 3000)
    expect(document.metadata.default).toHaveProperty('small')
    expect(document.annotations).toEqual({ tier: 'gold' })
    expect(document.metadata.default['spanray.cut']).toHaveLength(2)
  })

  test('shortens long texts where nothing else is left', () => {
    const document = cut({ ...base, sql: { sanitized_query: 'q'.repeat(9000) } }, 4000)
    expect(document.sql.sanitized_query).toBe(`${'q'.repeat(1000)}…`)
  })

  test('gives a document that X-Ray takes, within the limit, whatever there is', () => {
    const values = fc.dictionary(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.oneof(
        fc.string({ maxLength: 3000, unit: 'binary' }),
        fc.double({ noNaN: true }),
        fc.array(fc.string()),
      ),
    )
    fc.assert(
      fc.property(values, values, values, (aws, annotations, metadata) => {
        const document = { ...base, aws, annotations, metadata: { default: metadata } }
        expect(parseDocument(JSON.stringify(cut(document, 2500)))).toHaveProperty('document')
      }),
    )
  })
})
