// The local X-Ray: how soon it is there, what it takes in and what that costs, and how long answers take.
// npm run bench:local [-- intake | answers [TRACES]]
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { SPAN_SECONDS, START_SECONDS, shopDocuments, traceId } from './local/shop-documents.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const SENDER = fileURLToPath(new URL('./local/send-documents.mjs', import.meta.url))
const PART = process.argv[2]
const TRACES = Number(process.argv[3] ?? 100_000)
const ROUNDS = 15
const RATE = 15_000
const RATE_SECONDS = 6
/** Twice as many as are held. */
const RETENTION_SECONDS = 32
const REPLAYED = 100_000
const REPLAYS = 7

const HOUR = { StartTime: START_SECONDS, EndTime: START_SECONDS + SPAN_SECONDS }
const FILTERS = {
  'filter: annotation': 'annotation.tenant = "tenant-7"',
  'filter: annotation of one trace': 'annotation.order = 777',
  'filter: http.url': 'http.url CONTAINS "/items/499"',
  'filter: service': 'service("pay")',
  'filter: user': 'user = "user-7"',
  'filter: http.status': 'http.status = 500',
  'any other: service { … } that finds nothing': 'service("mail") { http.url CONTAINS "nothing" }',
  'any other: edge { … } that finds nothing': 'edge("shop", "cart") { responsetime > 60 }',
  'any other: root cause of a fault that is not there': 'rootcause.fault.service { name = "nobody" }',
  'any other: root cause of a response time that is not there':
    'rootcause.responsetime.service { name = "nobody" }',
}

/** A local X-Ray in a process of its own. */
async function start(...args) {
  const began = performance.now()
  const child = spawn(process.execPath, [CLI, 'local', '--port', '0', '--no-timeline', ...args])
  let text = ''
  child.stderr.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  const seen = pattern =>
    new Promise((resolve, reject) => {
      const look = () => pattern.test(text) && resolve(pattern.exec(text))
      child.stderr.on('data', look)
      child.once('exit', () => reject(new Error(text)))
      look()
    })
  const [, port] = await seen(/listening on 127\.0\.0\.1:(\d+)/)
  const url = `http://127.0.0.1:${port}`
  return {
    port,
    seen,
    startMillis: performance.now() - began,
    post: async (path, body) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const answer = await (await fetch(url + path, { method: 'POST', body: text })).json()
      if (answer.Message) throw new Error(answer.Message)
      return answer
    },
    stats: async () => (await fetch(`${url}/_spanray/stats`)).json(),
    residentBytes: () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024,
    stop: () => {
      child.kill('SIGKILL')
      return new Promise(resolve => child.once('close', resolve))
    },
  }
}

async function measureStart() {
  const millis = []
  const idle = []
  for (let round = 0; round < ROUNDS; round++) {
    const xray = await start()
    millis.push(xray.startMillis)
    await new Promise(resolve => setTimeout(resolve, 300))
    idle.push(xray.residentBytes() / 1e6)
    await xray.stop()
  }
  return [row('listening after exec, ms', millis), row('memory when idle, MB', idle)]
}

async function measureVisible() {
  const xray = await start()
  const millis = []
  for (let round = 0; round < ROUNDS; round++) {
    const [text] = shopDocuments(round, ROUNDS)
    const began = performance.now()
    await xray.post('/TraceSegments', { TraceSegmentDocuments: [text] })
    await xray.post('/Traces', { TraceIds: [traceId(round, ROUNDS)] })
    millis.push(performance.now() - began)
  }
  await xray.stop()
  return row('a document to be seen by the API, ms', millis)
}

async function load(xray, traces) {
  for (let trace = 0; trace < traces; trace += 1000) {
    const lines = []
    for (let at = trace; at < Math.min(traces, trace + 1000); at++) lines.push(...shopDocuments(at, traces))
    await xray.post('/api/documents', lines.join('\n'))
    while ((await xray.stats()).documents.waiting > 10_000)
      await new Promise(resolve => setTimeout(resolve, 10))
  }
  await xray.post('/Traces', { TraceIds: [traceId(0, traces)] })
}

async function measureAnswers(traces) {
  const xray = await start('--max-bytes', '999999999', '--max-traces', '10000000')
  const began = performance.now()
  await load(xray, traces)
  const loadSeconds = (performance.now() - began) / 1000
  const { bytes } = (await xray.stats()).documents
  const memory = xray.residentBytes()
  const rows = {}
  const time = async (name, path, body) => {
    const millis = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = performance.now()
      await xray.post(path, body)
      millis.push(performance.now() - from)
    }
    rows[name] = millis
  }
  await time('a trace by its id', '/Traces', { TraceIds: [traceId(777, traces)] })
  await time('summaries of five minutes', '/TraceSummaries', {
    StartTime: START_SECONDS + 600,
    EndTime: START_SECONDS + 900,
  })
  for (const [name, FilterExpression] of Object.entries(FILTERS)) {
    await time(name, '/TraceSummaries', { ...HOUR, FilterExpression })
  }
  await time('service graph of the hour', '/ServiceGraph', HOUR)
  await time('what to refine by, of the hour', '/api/refine', HOUR)
  await xray.stop()
  return { rows, bytes, memory, documentsPerSecond: (traces * 5) / loadSeconds }
}

async function measureIngest() {
  const xray = await start('--max-bytes', '999999999')
  await load(xray, 20_000)
  const before = (await xray.stats()).documents.stored
  const sending = promisify(execFile)(process.execPath, [SENDER, xray.port, RATE, RATE_SECONDS])
  const slow = { ...HOUR, FilterExpression: FILTERS['any other: edge { … } that finds nothing'] }
  let isSending = true
  sending.finally(() => {
    isSending = false
  })
  let asked = 0
  while (isSending) {
    await xray.post('/TraceSummaries', slow)
    asked++
  }
  const { sent, millis } = JSON.parse((await sending).stdout)
  const from = performance.now()
  let stored = 0
  while (stored < sent && performance.now() - from < 20_000) {
    await new Promise(resolve => setTimeout(resolve, 50))
    stored = (await xray.stats()).documents.stored - before
  }
  const behindMillis = performance.now() - from
  await xray.stop()
  return { sent, stored, asked, behindMillis, perSecond: sent / (millis / 1000) }
}

/** The most memory while new documents come and the oldest go. */
async function measureRetention() {
  const xray = await start()
  const sending = promisify(execFile)(process.execPath, [SENDER, xray.port, RATE, RETENTION_SECONDS])
  let isSending = true
  sending.finally(() => {
    isSending = false
  })
  let most = 0
  let counts
  while (isSending) {
    await new Promise(resolve => setTimeout(resolve, 250))
    counts = (await xray.stats()).documents
    if (counts.evicted > 0) most = Math.max(most, xray.residentBytes())
  }
  const { sent } = JSON.parse((await sending).stdout)
  await xray.stop()
  return { sent, bytes: counts.bytes, evicted: counts.evicted, most }
}

/** Documents a second, from exec on. */
async function measureReplays() {
  const folder = mkdtempSync(join(tmpdir(), 'spanray-bench-'))
  const lines = []
  for (let trace = 0; trace < REPLAYED / 5; trace++) lines.push(...shopDocuments(trace, REPLAYED / 5))
  writeFileSync(join(folder, 'documents-000001.jsonl'), `${lines.join('\n')}\n`)
  const perSecond = []
  for (let replay = 0; replay < REPLAYS; replay++) {
    const began = performance.now()
    const xray = await start('--data', folder)
    await xray.seen(/documents of before are back/)
    perSecond.push(REPLAYED / ((performance.now() - began) / 1000))
    await xray.stop()
  }
  rmSync(folder, { recursive: true })
  return perSecond
}

async function benchIntake() {
  const rows = [...(await measureStart()), await measureVisible()]
  const ingest = await measureIngest()
  const retention = await measureRetention()
  const replays = await measureReplays()
  const text = `\`spanray local\` in a process of its own, on a machine that also sends and asks; medians and minima of ${ROUNDS}. Documents of 850
bytes on average, five a trace. Node ${process.versions.node}.

${markdownTable([['', 'median', 'minimum'], ...rows])}

- ${number(ingest.perSecond)} documents a second over UDP for ${RATE_SECONDS} s, while the slowest question is asked again and again (${ingest.asked} times): ${number(ingest.sent)} sent, ${number(ingest.stored)} stored, the last of them ${number(ingest.behindMillis)} ms after it was sent.
- Memory while ${number(RATE)} new ones a second come and the oldest go, ${number(retention.evicted)} of ${number(retention.sent)}: at most ${number(retention.most / 1e6)} MB with ${number(retention.bytes / 1e6)} MB of documents, which is 80 MB and ${timesOver(retention.most, retention.bytes)} times the documents.
- Replay: ${number(median(replays))} documents a second, ${number(Math.max(...replays))} at best, the start of the process included; ${REPLAYS} times.
`
  publish('Taken in on the desk: `npm run bench:local -- intake`', text)
}

async function benchAnswers() {
  const tenth = await measureAnswers(TRACES / 10)
  const whole = await measureAnswers(TRACES)
  const rows = Object.entries(whole.rows).map(([name, millis]) => [
    ...row(name, millis),
    ...row(name, tenth.rows[name]).slice(1),
  ])
  const text = `Milliseconds from question to answer over HTTP, medians and minima of ${ROUNDS}, with ${number(TRACES)} traces of five documents within an hour,
${Math.round(whole.bytes / TRACES / 5)} bytes a document on average; and with a tenth of the traces. Node ${process.versions.node}.

${markdownTable([['', 'median', 'minimum', 'of a tenth, median', 'minimum'], ...rows])}

- Memory with ${number(whole.bytes / 1e6)} MB of documents: ${number(whole.memory / 1e6)} MB, which is 80 MB and ${timesOver(whole.memory, whole.bytes)} times the documents.
- Import over HTTP: ${number(whole.documentsPerSecond)} documents a second.
`
  publish('Answers from the desk: `npm run bench:local -- answers`', text)
}

function publish(title, text) {
  console.log(text)
  writeSection(title, text)
}

function timesOver(memory, bytes) {
  return ((memory - 80e6) / bytes).toFixed(2)
}

function row(name, values) {
  return [name, median(values).toFixed(1), Math.min(...values).toFixed(1)]
}

function number(value) {
  return Math.round(value).toLocaleString('en-US')
}

if (PART !== 'answers') await benchIntake()
if (PART !== 'intake') await benchAnswers()
