import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, type ReceivedDocument } from '../../src/document/index.ts'
import { documentsToOtlp, parseOtlpJson } from '../../src/otlp/index.ts'
import { spansToDocuments } from '../../src/segment/index.ts'
import { idOf, independent, inProgress, segment, subsegment } from '../document/documents.ts'
import { anyTrace } from '../trace/any-trace.ts'

interface Case {
  name: string
  otlp: object
}

const cases: Case[] = JSON.parse(readFileSync('test/cases/reference-documents.json', 'utf8'))

/** The documents that spanray makes of a request. */
function documentsOf(otlp: object): ReceivedDocument[] {
  const { request } = parseOtlpJson(JSON.stringify(otlp))
  expect(request?.refusals).toEqual([])
  return spansToDocuments(request?.spans ?? []).documents.flatMap(
    ({ text }) => parseDocument(text).document ?? [],
  )
}

/** Each value by its path; times are as fine as documents have them. */
function valuesOf(documents: ReceivedDocument[]): Map<string, string> {
  const values = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) walk(each, `${path}/${key}`)
    else values.set(path, typeof value === 'number' ? value.toFixed(4) : String(value))
  }
  for (const document of documents) walk(document, document.id)
  return values
}

// How a callee or a version was told is not in a document, nor are the ids of exceptions: these come out in other words.
const TOLD_OTHERWISE =
  /metadata\/default\/(peer\.service|aws\.service|aws\.local\.service|aws\.span\.kind|http\.request\.header\.x-forwarded-for\/0|otel\.resource\.(service\.version|service\.name|cloud\.resource_id))$|cause\/exceptions\/\d\/(id|cause|truncated)$/

describe('documentsToOtlp()', () => {
  test.each(cases.map(({ name, otlp }) => [name, otlp] as const))(
    '%s: comes back from spans as it was',
    (_, otlp) => {
      const before = valuesOf(documentsOf(otlp))
      const after = valuesOf(documentsOf(documentsToOtlp(documentsOf(otlp))))
      const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
        path => !TOLD_OTHERWISE.test(path),
      )
      const changed = paths.filter(path => before.get(path) !== after.get(path))
      expect(changed.map(path => `${path}: ${before.get(path)} → ${after.get(path)}`)).toEqual([])
    },
  )

  test('makes a span of each segment and subsegment, under the resource of its service', () => {
    const { resourceSpans } = documentsToOtlp([
      segment('shop', { subsegments: [subsegment('call', { namespace: 'remote' }), subsegment('step')] }),
      independent('late', 'step'),
      segment('pay', { parent_id: idOf('call') }),
    ])
    const sketch = resourceSpans.map(({ resource, scopeSpans }) => [
      resource.attributes[0]?.value,
      ...scopeSpans.flatMap(({ spans }) =>
        spans.map(span => [span.name, span.kind, span.parentSpanId, (span.flags & 0x200) !== 0]),
      ),
    ])
    expect(sketch).toEqual([
      [{ stringValue: 'pay' }, ['pay', 2, idOf('call'), true]],
      [
        { stringValue: 'shop' },
        ['shop', 2, undefined, false],
        ['call', 3, idOf('shop'), false],
        ['step', 1, idOf('shop'), false],
        ['late', 1, idOf('step'), false],
      ],
    ])
  })

  test('leaves out what X-Ray inferred, and says what is in progress', () => {
    const inferred = segment('db', { inferred: true })
    expect(documentsToOtlp([inferred])).toEqual({ resourceSpans: [] })
    const [document] = documentsOf(documentsToOtlp([inProgress(segment('shop'))]))
    expect(document).toMatchObject({ name: 'shop', in_progress: true })
  })

  test('makes spans that can be read of any trace', () => {
    fc.assert(
      fc.property(anyTrace, documents => {
        const { request } = parseOtlpJson(JSON.stringify(documentsToOtlp(documents)))
        expect(request?.refusals).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
