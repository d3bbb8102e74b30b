import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => cli.remove())

const TRACE_ID = '6921746b5ac69fc467c01f3a268dc236'
const SERVER_ID = '53995c3f42cd8ad8'
const server = {
  traceId: TRACE_ID,
  spanId: SERVER_ID,
  name: 'GET /cart',
  kind: 2,
  startTimeUnixNano: '1763800000123456789',
  endTimeUnixNano: '1763800000373456789',
  attributes: [
    { key: 'tier', value: { stringValue: 'gold' } },
    { key: 'http.route', value: { stringValue: '/cart' } },
  ],
}
const step = {
  ...server,
  spanId: '70de5b6f19ff9a0a',
  parentSpanId: SERVER_ID,
  name: 'step',
  kind: 1,
  attributes: [],
}

function request(...spans: object[]): string {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] }
  return `${JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] })}\n`
}

function start(args: string[], nodeArgs: string[] = []) {
  return spawn(process.execPath, [...nodeArgs, cli.path, 'convert', ...args], {
    env: { PATH: process.env.PATH },
  })
}

async function convert(args: string[], input: Iterable<string | Buffer>, nodeArgs?: string[]) {
  const child = start(args, nodeArgs)
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', text => {
      written[name] += text
    })
  }
  const ended = once(child, 'close')
  for (const part of input) if (!child.stdin.write(part)) await once(child.stdin, 'drain')
  child.stdin.end()
  const [exitCode] = await ended
  return { exitCode, ...written }
}

/** The documents of each request. */
function documentsOf(stdout: string) {
  expect(stdout.endsWith('\n')).toBe(true)
  const blocks: Record<string, unknown>[][] = [[]]
  for (const line of stdout.split('\n').slice(0, -1)) {
    if (line === '') blocks.push([])
    else blocks.at(-1)!.push(JSON.parse(line))
  }
  expect(blocks.pop()).toEqual([])
  return blocks
}

describe('spanray convert', () => {
  test('prints the documents of each request and an empty line', async () => {
    const { exitCode, stdout, stderr } = await convert([], [request(server, step), '\n', request(server)])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(documentsOf(stdout)).toMatchObject([
      [{ id: SERVER_ID, name: 'shop', subsegments: [{ name: 'step' }] }],
      [{ id: SERVER_ID, name: 'shop' }],
    ])
  })

  test('prints an empty line for a request without spans, and nothing for nothing', async () => {
    expect(await convert([], ['{}'])).toEqual({ exitCode: 0, stdout: '\n', stderr: '' })
    expect(await convert([], [])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test.each([
    [['--index', 'tier'], { tier: 'gold' }],
    [['--index', 'tier', '--index=http.route'], { tier: 'gold', 'http.route': '/cart' }],
    [['--index-all'], { tier: 'gold', 'http.route': '/cart' }],
    [['--index', 'unknown'], undefined],
  ])('with %j makes annotations', async (args, annotations) => {
    const { stdout } = await convert(args, [request(server)])
    expect(documentsOf(stdout)[0]?.[0]?.annotations).toEqual(
      annotations && expect.objectContaining(annotations),
    )
  })

  test('with --no-nest prints a document for each span', async () => {
    const { stdout } = await convert(['--no-nest'], [request(server, step)])
    expect(documentsOf(stdout)).toMatchObject([
      [{ id: SERVER_ID }, { name: 'step', type: 'subsegment', parent_id: SERVER_ID }],
    ])
  })

  test('tells what is wrong with a line, and converts the others', async () => {
    const bad = { ...server, traceId: 'xyz' }
    const input = [
      '{"resourceSpans":[\n',
      request(server),
      request(bad, server, step),
      'null\n',
      request(server),
    ]
    const { exitCode, stdout, stderr } = await convert([], input)
    expect(exitCode).toBe(1)
    expect(stderr.split('\n')).toEqual([
      'line 1: The request is cut off: it begins with "{\\"resourceSpans\\":["',
      'line 3: resourceSpans[0].scopeSpans[0].spans[0].traceId is "xyz"; write 32 hex digits',
      'line 4: The request is null; a request to export spans is {"resourceSpans":[…]}',
      '',
    ])
    expect(documentsOf(stdout)).toMatchObject([
      [],
      [{ id: SERVER_ID }],
      [{ id: SERVER_ID }],
      [],
      [{ id: SERVER_ID }],
    ])
  })

  test('tells of 20 spans of a line and counts the rest', async () => {
    const { exitCode, stderr } = await convert(
      [],
      [request(...Array(25).fill({ ...server, spanId: '' }), server)],
    )
    expect(exitCode).toBe(1)
    expect(stderr.split('\n').slice(19)).toEqual([
      expect.stringMatching(/spans\[19\]\.spanId is ""; write 16 hex digits/),
      'line 1: … and 5 more',
      '',
    ])
  })

  test('tells of a line that is too long, and goes on', async () => {
    const chunk = Buffer.alloc(1_000_000, 'x')
    const { exitCode, stdout, stderr } = await convert([], [...Array(65).fill(chunk), '\n', request(server)])
    expect(exitCode).toBe(1)
    expect(stderr).toBe(
      'line 1: The line has 65,000,000 bytes; at most 64,000,000 are read. Split the request\n',
    )
    expect(documentsOf(stdout)).toMatchObject([[], [{ id: SERVER_ID }]])
  })

  test('needs no more memory for many requests than for one', async () => {
    const line = request(...Array(100).fill(server))
    const lines = Math.ceil(60_000_000 / line.length)
    const { exitCode, stdout } = await convert([], Array(lines).fill(line), ['--max-old-space-size=32'])
    expect(exitCode).toBe(0)
    expect(stdout.split('\n\n').length).toBe(lines + 1)
  })

  test('reads no faster than it is read', async () => {
    const child = start([])
    const line = request(...Array(100).fill(server))
    let written = 0
    while (written < 100_000_000) {
      written += line.length
      if (child.stdin.write(line)) continue
      if ((await Promise.race([once(child.stdin, 'drain'), sleep(1000, 'full')])) === 'full') break
    }
    expect(written).toBeLessThan(10_000_000)
    child.kill()
    await once(child, 'close')
  })

  test('ends without a word when nobody reads any more', async () => {
    const child = start([])
    let stderr = ''
    child.stderr.on('data', text => {
      stderr += text
    })
    child.stdin.on('error', () => {})
    const ended = once(child, 'close')
    child.stdout.once('data', () => child.stdout.destroy())
    const line = request(...Array(100).fill(server))
    while (child.exitCode === null && child.stdin.writable) {
      if (!child.stdin.write(line)) await Promise.race([once(child.stdin, 'drain').catch(() => {}), ended])
    }
    expect([...(await ended), stderr]).toEqual([0, null, ''])
  })

  test('with --explain prints what became of each attribute', async () => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] }
    const spans = [server, { ...step, attributes: [{ key: 'enduser.id', value: { stringValue: 'u7' } }] }]
    const text = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] })
    const { exitCode, stdout, stderr } = await convert(['--explain', '--index', 'tier'], [text])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.split('\n')).toEqual([
      `segment shop: the span "GET /cart" ${SERVER_ID}`,
      '  tier        annotations.tier',
      '  http.route  metadata.default  (X-Ray has no field for it; to search by it: --index http.route)',
      '  and of its resource:',
      '  service.name  name',
      'subsegment step in the segment shop: the span "step" 70de5b6f19ff9a0a',
      expect.stringMatching(/^ {2}enduser\.id {2}\S/),
      '',
      '',
    ])
  })

  test.each([
    [['--index'], "spanray: Option '--index <value>' argument missing\n\nSee: spanray convert --help\n"],
    [
      ['--index='],
      "spanray: --index is ''; it must be the key of an attribute\n\nSee: spanray convert --help\n",
    ],
    [['file.json'], "spanray: Unexpected argument 'file.json'\n\nSee: spanray convert --help\n"],
  ])('exits with 2 for %j', async (args, stderr) => {
    expect(await convert(args, [])).toEqual({ exitCode: 2, stdout: '', stderr })
  })
})
