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

  test('counts what it cannot list', () => {
    const metadata = {
      default: Object.fromEntries(
        Array.from({ length: 500 }, (_, index) => [`key ${index}`, 'x'.repeat(50)]),
      ),
    }
    const document = cut({ ...base, metadata, annotations: { tier: 'gold' } }, 3000)
    const list = document.metadata.default['spanray.cut'] as string[]
    expect(document.annotations).toEqual({ tier: 'gold' })
    expect(list[0]).toMatch(/^metadata\.default\.key \d+ \(\d+ bytes\)$/)
    const rest = Number(/^and (\d+) more$/.exec(list.at(-1)!)?.[1])
    const left = Object.keys(document.metadata.default).length - 1
    expect(list.length - 1 + rest + left).toBe(500)
    expect(Buffer.byteLength(JSON.stringify(list))).toBeGreaterThan(1200)
  })

  test('leaves of the causes ten frames each, then three, then none', () => {
    const exceptions = ['a', 'b'].map(id => ({ id, truncated: 1, stack: frames(40) }))
    const left = (maxBytes: number) =>
      cut({ ...base, cause: { exceptions } }, maxBytes).cause.exceptions.map(
        ({ stack, truncated }: { stack: object[]; truncated: number }) => [stack.length, truncated],
      )
    expect(left(7000)).toEqual([
      [40, 1],
      [40, 1],
    ])
    expect(left(5000)).toEqual([
      [10, 31],
      [40, 1],
    ])
    expect(left(4000)).toEqual([
      [10, 31],
      [10, 31],
    ])
    expect(left(2700)).toEqual([
      [3, 38],
      [10, 31],
    ])
    expect(left(2300)).toEqual([
      [3, 38],
      [3, 38],
    ])
    expect(left(2000)).toEqual([
      [0, 41],
      [3, 38],
    ])
    expect(left(1800)).toEqual([
      [0, 41],
      [0, 41],
    ])
  })

  test('leaves exceptions that have few frames, or none, as they are', () => {
    const exceptions = [{ id: 'a' }, { id: 'b', stack: frames(3) }, { id: 'c', stack: frames(10) }]
    const sql = { sanitized_query: 'q'.repeat(9000) }
    const document = cut(
      { ...base, cause: { exceptions: [...exceptions, { id: 'd', stack: frames(70) }] }, sql },
      12_800,
    )
    expect(document.cause.exceptions.slice(0, 3)).toEqual(exceptions)
    expect(document.cause.exceptions[3]).toMatchObject({ truncated: 60 })
    expect(document.sql).toEqual(sql)
  })

  test('takes the largest annotations where there is no metadata', () => {
    const annotations = { tier: 'gold', note: 'x'.repeat(1000), memo: 'y'.repeat(900) }
    const document = cut({ ...base, annotations }, 2800)
    expect(document.annotations).toEqual({ tier: 'gold', memo: 'y'.repeat(900) })
    expect(document.metadata.default['spanray.cut']).toEqual(['annotations.note (1011 bytes)'])
  })

  test('names what was cut in 80 characters', () => {
    const metadata = { default: { ['k'.repeat(500)]: 'x'.repeat(900), ['𝒳'.repeat(200)]: 'y'.repeat(3000) } }
    expect(cut({ ...base, metadata }, 2000).metadata.default['spanray.cut']).toEqual([
      `metadata.default.${'𝒳'.repeat(31)}…`,
      `metadata.default.${'k'.repeat(63)}…`,
    ])
  })

  test('leaves the frames where metadata have to go all the same', () => {
    const cause = { exceptions: [{ id: '2222222222222222', message: 'm', stack: frames(50) }] }
    const document = cut({ ...base, cause, metadata: { default: { note: 'x'.repeat(9000) } } }, 7000)
    expect(document).toMatchObject({ cause, metadata: { default: { 'spanray.cut': [expect.anything()] } } })
    const both = cut({ ...base, cause, metadata: { default: { note: 'x'.repeat(9000) } } }, 4000)
    expect(both.cause.exceptions[0]).toMatchObject({ truncated: 40, stack: frames(50).slice(0, 10) })
    expect(both.metadata.default).not.toHaveProperty('note')
  })

  test('keeps what X-Ray does not take a document without', () => {
    const flags = {
      error: true,
      throttle: true,
      fault: true,
      in_progress: false,
      parent_id: '2222222222222222',
    }
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, 'x'.repeat(99)]))
    const name = 'n'.repeat(200)
    const document = cut({ ...base, ...flags, name, aws: many, links: [many], user: 'me' }, 2500)
    const metadata = { default: { 'spanray.cut': ['links (32603 bytes)', 'aws (32599 bytes)'] } }
    expect(document).toEqual({ ...base, ...flags, name, user: 'me', metadata })
  })

  test('shortens long texts where nothing else is left', () => {
    const sql = { sanitized_query: 'q'.repeat(9000), url: 'u'.repeat(1000), user: null, list: ['short'] }
    const document = cut({ ...base, sql }, 4000)
    expect(document.sql).toEqual({ ...sql, sanitized_query: `${'q'.repeat(1000)}…` })
    expect(document.metadata.default['spanray.cut']).toEqual(['sql.sanitized_query to 1000 characters'])
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
