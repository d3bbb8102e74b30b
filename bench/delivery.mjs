// What a span costs on its way out, in CPU time beyond an exporter that does nothing; and a burst.
// Run by `npm run bench:delivery`; writes its section of docs/benchmarks.md.
import { fork } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

/** Processes of one program differ by some hundredths all their lives, as much as is to be seen here: each way has three. */
const GENERATIONS = 3
const ROUNDS = 12
const SPANS = 20_000
const BURST = 20_000

/**
 * Each with the one that it is compared to: the same processor before an exporter that does nothing. Those of one kind take
 * turns.
 */
const ALIKE = {
  'spanray, to a daemon': 'nothing, our processor',
  'spanray, nobody listens': 'nothing, our processor',
  'the datagrams alone': 'nothing, our processor',
  'the documents alone': 'nothing, our processor',
  'OTLP protobuf, to a collector': 'nothing, batch processor',
}
const APART = {
  'spanray, to a daemon | no two alike': 'nothing, our processor | no two alike',
  'OTLP protobuf, to a collector | no two alike': 'nothing, batch processor | no two alike',
}

const BASELINES = { ...ALIKE, ...APART }

const receivers = fork(new URL('delivery/receivers.mjs', import.meta.url))
const [[udpPort, httpPort]] = await once(receivers, 'message')
const deadPort = await unusedPort()

const costs = { ...(await measureInRounds(ALIKE)), ...(await measureInRounds(APART)) }
const added = Object.fromEntries(
  Object.entries(BASELINES).map(([name, baseline]) => [
    name,
    costs[name].map((cost, round) => cost - costs[baseline][round]),
  ]),
)
const least = name => Math.min(...costs[name]) - Math.min(...costs[BASELINES[name]])
const table = markdownTable([
  ['', 'µs of CPU a span, median', 'of minima'],
  ...Object.entries(added).map(([name, values]) => [
    name.replace(' |', ','),
    median(values).toFixed(2),
    least(name).toFixed(2),
  ]),
])

const bursts = []
for (let count = 0; count < 3; count++) bursts.push(await burst())
receivers.disconnect()

const text = `Beyond an exporter that does nothing, behind the same processor: ${SPANS.toLocaleString('en')} spans at 5 spans a trace in each of ${GENERATIONS * ROUNDS}
rounds, in ${GENERATIONS} processes of each kind one after the other; user and system time of the app's process, which on the loopback interface has the receiver's share of the kernel's work in it.
Node ${process.versions.node}, ${process.platform} ${process.arch}.

${table}

What it consists of is shown beside it: *the datagrams alone* are as many bytes, given to \`node:dgram\` without anything else; *the
documents alone* are made and thrown away. To a daemon it is ${shareOfOtlp('')}.

These requests are the same again and again, with 4 attributes a span. Where *no two are alike*, as in an app that runs, and have the
5 to 12 attributes that OpenTelemetry's instrumentations set, it is ${shareOfOtlp(' | no two alike')}.

${BURST.toLocaleString('en')} documents at once to a bare \`dgram\` reader with the default buffer: ${bursts
  .map(
    ({ arrived, millis }) =>
      `${arrived.toLocaleString('en')} there after ${Math.round(millis).toLocaleString('en')} ms`,
  )
  .join('; ')}.`
console.log(text)
writeSection('Spans to the wire: `npm run bench:delivery`', text)

/** @param kind of requests, as it stands behind a contender's name */
function shareOfOtlp(kind) {
  const [ours, otlp] = [`spanray, to a daemon${kind}`, `OTLP protobuf, to a collector${kind}`]
  const shares = added[ours].map((cost, round) => cost / added[otlp][round])
  return `${median(shares).toFixed(2)} of OTLP's (median of the rounds), ${(least(ours) / least(otlp)).toFixed(2)} by the minima`
}

async function measureInRounds(baselines) {
  const names = [...new Set(Object.entries(baselines).flat())]
  const measured = Object.fromEntries(names.map(name => [name, []]))
  const module = new URL('delivery/contender.mjs', import.meta.url)
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const children = names.map(name =>
      fork(module, [name, udpPort, deadPort, httpPort], { stdio: ['ignore', 1, 'ignore', 'ipc'] }),
    )
    for (const child of children) for (let count = 0; count < 3; count++) await turn(child)
    for (let round = 0; round < ROUNDS; round++) {
      for (let place = 0; place < names.length; place++) {
        const index = (round + place) % names.length
        measured[names[index]].push(await turn(children[index]))
      }
    }
    for (const child of children) child.disconnect()
  }
  return measured
}

async function turn(child) {
  child.send(SPANS)
  const [micros] = await once(child, 'message')
  return micros
}

async function burst() {
  const before = await arrived()
  const child = fork(new URL('delivery/burst-app.mjs', import.meta.url), [udpPort, BURST])
  const [{ millis, stats }] = await once(child, 'message')
  if (stats.sent !== BURST)
    throw new Error(`Of ${BURST} documents these were not sent: ${JSON.stringify(stats)}`)
  await sleep(200)
  return { millis, arrived: (await arrived()) - before }
}

async function arrived() {
  receivers.send('count')
  const [count] = await once(receivers, 'message')
  return count
}

async function unusedPort() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}
