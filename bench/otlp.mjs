// OTLP requests over keep-alive to documents ready to be sent: decode, convert, pack. Run by `npm run bench:otlp`; writes
// its section of docs/benchmarks.md.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import { gzipSync } from 'node:zlib'
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { bundleRooms } from './bundle-rooms.mjs'
import { traces } from './convert/batches.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const ROUNDS = 15
const SPANS_PER_REQUEST = 512
const REQUESTS_PER_ROUND = 80
/** As many as can wait for an answer: the server never waits for us. */
const CONNECTIONS = 4

const spans = traces.flat()
const batches = Array.from({ length: 10 }, (_, index) =>
  Array.from(
    { length: SPANS_PER_REQUEST },
    (_, at) => spans[(index * SPANS_PER_REQUEST + at) % spans.length],
  ),
)
const protobuf = batches.map(batch => ProtobufTraceSerializer.serializeRequest(batch))
const json = batches.map(batch => JsonTraceSerializer.serializeRequest(batch))
const PROTOBUF = { 'content-type': 'application/x-protobuf' }
const JSON_TYPE = { 'content-type': 'application/json' }
const CONTENDERS = {
  protobuf: { bodies: protobuf, headers: PROTOBUF },
  'protobuf, calls written': { bodies: protobuf, headers: PROTOBUF, mode: 'calls' },
  'protobuf, gzip': {
    bodies: protobuf.map(body => gzipSync(body)),
    headers: { ...PROTOBUF, 'content-encoding': 'gzip' },
  },
  JSON: { bodies: json, headers: JSON_TYPE },
}

const rooms = await bundleRooms(['receiver', 'segment'])
for (const contender of Object.values(CONTENDERS)) {
  contender.server = fork(new URL('otlp/server.mjs', import.meta.url), [rooms, contender.mode ?? ''])
  const [{ port }] = await once(contender.server, 'message')
  contender.port = port
}
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

const rates = Object.fromEntries(Object.keys(CONTENDERS).map(name => [name, []]))
for (const name of Object.keys(CONTENDERS))
  for (let count = 0; count < 4; count++) await run(CONTENDERS[name])
for (let round = 0; round < ROUNDS; round++) {
  for (const name of Object.keys(CONTENDERS)) rates[name].push(await run(CONTENDERS[name]))
}
for (const { server } of Object.values(CONTENDERS)) server.disconnect()
agent.destroy()

const table = markdownTable([
  ['', 'spans a second, median', 'best', 'µs of CPU a span, median', 'minimum', 'bytes a span on the wire'],
  ...Object.entries(rates).map(([name, values]) => {
    const perSecond = values.map(({ perSecond }) => perSecond)
    const cpu = values.map(({ cpuMicros }) => cpuMicros)
    return [
      name,
      Math.round(median(perSecond)).toLocaleString('en'),
      Math.round(Math.max(...perSecond)).toLocaleString('en'),
      median(cpu).toFixed(2),
      Math.min(...cpu).toFixed(2),
      (CONTENDERS[name].bodies[0].length / SPANS_PER_REQUEST).toFixed(0),
    ]
  }),
])
const text = `Requests of ${SPANS_PER_REQUEST} spans of the [fixture](../bench/convert/fixture.json) over ${CONNECTIONS} connections that are kept, to a process that decodes them,
converts them, packs them into documents of X-Ray's size, and gathers these by fifties; in one row it writes the bodies of these calls
of PutTraceSegments as well. Each row has a process of its own, and who sends the requests the other core. ${ROUNDS} rounds of ${REQUESTS_PER_ROUND}
requests each; Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}.

${table}`
console.log(text)
writeSection('OTLP to documents: `npm run bench:otlp`', text)

async function run({ bodies, headers, server, port }) {
  const before = await ask(server)
  const start = process.hrtime.bigint()
  let next = 0
  const sender = async () => {
    while (next < REQUESTS_PER_ROUND) await send(port, bodies[next++ % bodies.length], headers)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const after = await ask(server)
  const taken = after.spansTaken - before.spansTaken
  if (taken !== REQUESTS_PER_ROUND * SPANS_PER_REQUEST) throw new Error(`Only ${taken} spans were taken`)
  return { perSecond: taken / seconds, cpuMicros: (after.cpuMicros - before.cpuMicros) / taken }
}

async function ask(server) {
  server.send('stats')
  const [stats] = await once(server, 'message')
  return stats
}

function send(port, body, headers) {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/v1/traces',
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
      },
      response => {
        if (response.statusCode !== 200) reject(new Error(`Answered ${response.statusCode}`))
        response.resume().on('end', resolve)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
