import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { textColumns } from '../../src/cli/display-text.ts'
import { timelineText } from '../../src/cli/timeline-text.ts'
import { type Timeline, timelineOf } from '../../src/local/index.ts'
import { idOf, independent, inProgress, segment, subsegment } from '../document/documents.ts'

const START = 1_500_000_000
const plain = { columns: 100, isColored: false }

beforeAll(() => {
  vi.stubEnv('TZ', 'UTC')
})

function request(method: string, url: string, status: number) {
  return { request: { method, url }, response: { status } }
}

function span(from: number, to: number) {
  return { start_time: START + from, end_time: START + to }
}

const checkout = timelineOf([
  segment('shop', {
    ...span(0, 0.48),
    fault: true,
    http: request('POST', 'http://localhost:3000/checkout', 500),
    subsegments: [
      subsegment('DynamoDB', {
        ...span(0.012, 0.024),
        namespace: 'aws',
        aws: { operation: 'PutItem', table_name: 'orders' },
        error: true,
        throttle: true,
        http: { response: { status: 429 } },
        cause: { exceptions: [{ id: idOf('e'), type: 'SlowDown', message: 'too many\nat once' }] },
      }),
      subsegment('pay.example.com', {
        ...span(0.06, 0.48),
        namespace: 'remote',
        fault: true,
        http: request('POST', 'https://pay.example.com/v1/charges', 503),
      }),
    ],
  }),
]) as Timeline

describe('timelineText()', () => {
  test('writes a header and a row for each segment and subsegment', () => {
    expect(timelineText(checkout, plain)).toEqual([
      '02:40:00.000  POST http://localhost:3000/checkout  500  480 ms   1-581cf771-a006649127e371903a2de979',
      'shop                                      500        480 ms  ███████████████████████████████████████',
      '├─ DynamoDB PutItem orders                429       12.0 ms   █',
      '│     ✗ SlowDown: too many at once',
      '└─ pay.example.com POST /v1/charges       503        420 ms      ▕██████████████████████████████████',
    ])
  })

  test('gives the id a line of its own where there is no room beside the title', () => {
    const [first, second] = timelineText(checkout, { ...plain, columns: 70 })
    expect(first).toBe('02:40:00.000  POST http://localhost:3000/checkout  500  480 ms')
    expect(second).toBe('1-581cf771-a006649127e371903a2de979')
  })

  test('paints faults red, throttles magenta, errors yellow', () => {
    const failed = segment('shop', {
      subsegments: [
        subsegment('a', { fault: true }),
        subsegment('b', { throttle: true }),
        subsegment('c', { error: true }),
      ],
    })
    const [, , a, b, c] = timelineText(timelineOf([failed]) as Timeline, { ...plain, isColored: true })
    expect(a).toMatch(/\u001b\[31mfault +\u001b\[39m.*\u001b\[31m█+\u001b\[39m$/)
    expect(b).toMatch(/\u001b\[35mthrottle *\u001b\[39m.*\u001b\[35m█+\u001b\[39m$/)
    expect(c).toMatch(/\u001b\[33merror +\u001b\[39m.*\u001b\[33m█+\u001b\[39m$/)
  })

  test('writes the same with and without colours, but for the left ends of bars', () => {
    const colored = timelineText(checkout, { ...plain, isColored: true }).map(stripVTControlCharacters)
    const left = (lines: string[]) => lines.map(line => line.replace(/\s+\S+$/, ''))
    expect(left(colored)).toEqual(left(timelineText(checkout, plain)))
  })

  test('says what is pending, partial, updated, and without its parent', () => {
    const documents = [inProgress(segment('shop')), independent('lost', 'nobody')]
    const lines = timelineText(timelineOf(documents) as Timeline, { ...plain, isUpdate: true })
    expect(lines[0]).toMatch(/^02:40:00.000 {2}shop {2}pending {2}1.00 s {2}partial {2}updated {4}/)
    expect(lines[1]).toMatch(/^lost \(parent missing\) +OK +1.00 s {2}█+$/)
    expect(lines[2]).toMatch(/^shop +pending +… {2}░+$/)
  })

  test('counts the rows that it leaves out', () => {
    expect(timelineText(checkout, { ...plain, maxRows: 1 }).at(-1)).toBe('… and 2 more rows')
  })

  test('draws a trace that took no time', () => {
    const lines = timelineText(timelineOf([segment('shop', span(0, 0))]) as Timeline, plain)
    expect(lines[1]).toMatch(/0.00 ms {2}▏$/)
  })

  test('keeps the columns in line with wide and combining characters', () => {
    const names = ['注文処理', 'u\u0308ber', 'shop', '🚀🚀', 'x'.repeat(200)]
    const drawn = segment('a', {
      subsegments: names.map(name => ({ ...subsegment('s'), name, id: idOf(name.slice(0, 2)) })),
    })
    const [, ...rows] = timelineText(timelineOf([drawn]) as Timeline, plain)
    const bars = rows.map(row => textColumns(row.slice(0, row.indexOf('█'))))
    expect(new Set(bars)).toEqual(new Set([61]))
  })

  test('is never wider than told, and lets no command through to the terminal', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
    const flags = fc.record({ fault: fc.boolean(), error: fc.boolean(), throttle: fc.boolean() })
    const drawn = fc.record({
      name: text,
      url: text,
      type: text,
      message: text,
      status: fc.double(),
      flags,
      end: fc.double(),
    })
    fc.assert(
      fc.property(
        drawn,
        fc.integer({ min: 50, max: 200 }),
        ({ name, url, type, message, status, flags, end }, columns) => {
          const hostile = {
            ...flags,
            name,
            end_time: Number.isFinite(end) ? Math.min(Math.abs(end), 1e11) : START,
            http: request('GET', url, status),
            cause: { exceptions: [{ id: idOf('e'), type, message }] },
          }
          const shown = timelineOf([
            { ...segment('a'), ...hostile, subsegments: [{ ...subsegment('b'), ...hostile }] },
          ])
          for (const line of timelineText(shown as Timeline, { columns, isColored: false, isUpdate: true })) {
            expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
            expect(textColumns(line)).toBeLessThanOrEqual(columns)
          }
        },
      ),
    )
  })
})
