// Spans straight to the X-Ray API, through a server that takes 50 ms for each answer: whether they get through, and what
// that costs in memory. Run by `npm run bench:api`; writes its section of docs/benchmarks.md. Linux only.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const ROUNDS = 15
const SPANS_PER_SECOND = 5000
const SECONDS = 2

const server = fork(new URL('api/server.mjs', import.meta.url))
const [port] = await once(server, 'message')
const WAYS = {
  'nothing at all': '',
  'an exporter that does nothing': 'nowhere',
  'documents, by PutTraceSegments': `http://127.0.0.1:${port}`,
  'spans, by OTLP': `otlp+http://127.0.0.1:${port}/v1/traces`,
}

const runs = Object.fromEntries(Object.keys(WAYS).map(name => [name, []]))
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, endpoint] of Object.entries(WAYS)) runs[name].push(await run(endpoint))
  process.stderr.write(`\rround ${round + 1} of ${ROUNDS}`)
}
process.stderr.write('\n')
server.disconnect()

const bare = runs['nothing at all'].map(({ peakBytes }) => peakBytes)
const sending = Object.entries(runs).filter(([name]) => WAYS[name])
const table = markdownTable([
  [
    '',
    'spans a second',
    'lost',
    'calls a second',
    'MB over a bare process, median',
    'minimum',
    'maximum',
    'CPU',
  ],
  ...sending.map(([name, results]) => {
    const extra = results.map(({ peakBytes }, round) => (peakBytes - bare[round]) / 1e6)
    return [
      name,
      Math.round(median(results.map(({ sent, makeSeconds }) => sent / makeSeconds))).toLocaleString('en'),
      `${results.reduce((lost, { made, sent }) => lost + made - sent, 0)}`,
      `${Math.round(median(results.map(({ calls, makeSeconds }) => calls / makeSeconds)))}`,
      median(extra).toFixed(1),
      Math.min(...extra).toFixed(1),
      Math.max(...extra).toFixed(1),
      `${Math.round(median(results.map(({ cpuShare }) => cpuShare)) * 100)} %`,
    ]
  }),
])
const text = `A process makes ${SPANS_PER_SECOND.toLocaleString('en')} spans a second for ${SECONDS} seconds, each a trace and so a document of its own, and sends
them, signed, to a server that answers each call after 50 ms; ${ROUNDS} rounds, a new process each time. Memory is the most that the
kernel saw resident, OpenTelemetry's SDK and AWS's libraries for signing in it, beyond that of a Node process that does nothing. Node
${process.versions.node}, ${process.platform} ${process.arch}.

${table}`
console.log(text)
writeSection('Straight to the API: `npm run bench:api`', text)

async function run(endpoint) {
  const child = fork(new URL('api/app.mjs', import.meta.url), [endpoint, SPANS_PER_SECOND, SECONDS], {
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
    },
  })
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The app ended with ${code}`)))
  const [result] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  child.disconnect()
  server.send('counts')
  const [counts] = await once(server, 'message')
  return { ...result, ...counts }
}
