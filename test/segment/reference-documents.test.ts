import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseOtlpJson } from '../../src/otlp/index.ts'
import { spansToDocuments } from '../../src/segment/index.ts'

interface Case {
  name: string
  options: { indexAll?: boolean; index?: string[] }
  otlp: object
  reference: Json[]
}

interface Json {
  id: string
  type?: string
  subsegments?: Json[]
}

/** A value of a reference document, and what stands at the same path in ours; both are JSON. */
interface Difference {
  case: string
  path: string
  /** What our document is. */
  form: 'segment' | 'subsegment'
  reference: string
  ours: string | undefined
}

/** A row of docs/parity.md. A cell in backticks is JSON, a dash is nothing, and any other words stand for any value. */
interface Row {
  cases: string[]
  path: string
  reference: string
  ours: string
}

const cases: Case[] = JSON.parse(readFileSync('test/cases/reference-documents.json', 'utf8'))
const rows = readRows(readFileSync('docs/parity.md', 'utf8'))
const differences = cases.flatMap(differencesOf)

describe('docs/parity.md', () => {
  test('has a row for every value that is not as in the reference', () => {
    expect(differences.filter(difference => !rows.some(row => covers(row, difference)))).toEqual([])
  })

  test('has no row without such a value', () => {
    expect(rows.filter(row => !differences.some(difference => covers(row, difference)))).toEqual([])
  })

  test('needs no row for a time that is off by more than floating point is', () => {
    const times = differences.filter(({ path }) => path.endsWith('_time'))
    for (const { ours, reference } of times) expect(Number(ours)).toBeCloseTo(Number(reference), 6)
  })

  test('names in each row cases that show it', () => {
    const names = rows.flatMap(row =>
      row.cases.filter(name => !differences.some(each => covers({ ...row, cases: [name] }, each))),
    )
    expect(names).toEqual([])
  })
})

function differencesOf({ name, options, otlp, reference }: Case): Difference[] {
  const spans = parseOtlpJson(JSON.stringify(otlp)).request?.spans ?? []
  const indexedAttributes = options.indexAll ? ['*'] : (options.index ?? [])
  const { documents } = spansToDocuments(spans, { indexedAttributes, nest: false })
  const ours = documents.flatMap(({ text }) => withSubsegments(JSON.parse(text)))
  return reference.flatMap(document => {
    const own =
      ours.find(({ id }) => id === document.id) ??
      ours.find(({ id }) => !reference.some(each => each.id === id))
    const form = own && 'trace_id' in own && own.type === undefined ? 'segment' : 'subsegment'
    return leaves(document).flatMap(([keys, value]) => {
      const [there, here] = [JSON.stringify(value), JSON.stringify(valueAt(own, keys))]
      return there === here
        ? []
        : [{ case: name, path: `/${keys.join('/')}`, form, reference: there, ours: here }]
    })
  })
}

/** A segment that was made up for a span has the span nested in it. */
function withSubsegments(document: Json): Json[] {
  return [document, ...(document.subsegments ?? []).flatMap(withSubsegments)]
}

function leaves(value: unknown, keys: string[] = []): [keys: string[], value: unknown][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [[keys, value]]
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...keys, key]))
}

function valueAt(value: unknown, keys: string[]): unknown {
  return keys.reduce<unknown>(
    (owner, key) =>
      typeof owner === 'object' && owner !== null ? (owner as Record<string, unknown>)[key] : undefined,
    value,
  )
}

function readRows(page: string): Row[] {
  const tables = page.matchAll(/^\| case \|.*\n\| --- .*\n((?:\|.*\n)+)/gm)
  return [...tables].flatMap(([, table = '']) => table.trim().split('\n').map(readRow))
}

function readRow(line: string): Row {
  const [names = '', path = '', reference = '', ours = ''] = line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim())
  return {
    cases: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    path: inCode(path),
    reference,
    ours,
  }
}

function covers(row: Row, difference: Difference): boolean {
  return (
    row.cases.some(name => matches(name, difference.case)) &&
    [difference.path, difference.form + difference.path].some(path => matches(row.path, path)) &&
    isValue(row.reference, difference.reference) &&
    isValue(row.ours, difference.ours)
  )
}

/** `*` in a pattern stands for any characters. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${[first, ...rest].join('.*')}$`, 's').test(text)
}

function isValue(cell: string, json: string | undefined): boolean {
  if (cell === '–') return json === undefined
  if (json === undefined) return false
  return cell.startsWith('`') ? inCode(cell) === json : true
}

function inCode(cell: string): string {
  return cell.replace(/^`+ ?| ?`+$/g, '').replaceAll('\\|', '|')
}
