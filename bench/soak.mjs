// Ten minutes at 2,000 spans a second to a daemon that leaves, comes back and stops reading every few seconds: both ledgers
// must balance exactly all the time, and memory stay flat. With `--dead` there is no daemon at all.
// Run by `npm run soak [-- --seconds 20] [--dead]`; exits with 1 if not.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { writeSection } from './page.mjs'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    rate: { type: 'string', default: '2000' },
    dead: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
/** What a socket may have held unread when its daemon left, in documents. */
const MAX_UNREAD = 250
/** By how much the heap may grow from the first third to the last, in bytes. */
const MAX_GROWTH_BYTES = 8 * 1024 * 1024

const arrived = new Set()
let exits = 0
let reader = fork(new URL('soak/reader.mjs', import.meta.url), ['0'])
const [port] = await once(reader, 'message')
if (values.dead) await collect()
const app = fork(new URL('soak/app.mjs', import.meta.url), [port, values.rate, seconds], {
  execArgv: ['--expose-gc'],
})
const samples = []
app.on('message', sample => samples.push(sample))
const over = once(app, 'exit')
let isOver = false
void over.then(() => {
  isOver = true
})

const FAULTS = [stop, leave, stopForLong, leaveForLong]
for (let fault = 0; !isOver && !values.dead; fault++) {
  await Promise.race([sleep(2500), over])
  if (!isOver) await FAULTS[fault % FAULTS.length]()
}
await over
if (!values.dead) await collect()

const last = samples.at(-1)
const { spans, documents } = last.stats
const sum = ({ sent, waiting, unprocessed, rejected, dropped }) =>
  [unprocessed, rejected, dropped]
    .flatMap(Object.values)
    .reduce((total, count) => total + count, sent + waiting)
const heaps = samples.map(({ heapBytes }) => heapBytes)
const third = Math.ceil(heaps.length / 3)
const growth = middle(heaps.slice(-third)) - middle(heaps.slice(0, third))
const checks = {
  'both ledgers balance in every sample': samples.every(
    ({ stats }) => sum(stats.spans) === stats.spans.made && sum(stats.documents) === stats.documents.made,
  ),
  'every ended span is in the ledger': spans.made === last.ended && last.ended >= 0.9 * seconds * values.rate,
  'nothing waits at the end': spans.waiting === 0 && documents.waiting === 0,
  'what was sent has arrived, but for what departing daemons had not read':
    arrived.size <= documents.made && documents.sent - arrived.size <= exits * MAX_UNREAD,
  'memory is flat': growth <= MAX_GROWTH_BYTES,
}
console.log(
  JSON.stringify({
    spans,
    documents,
    arrived: arrived.size,
    exits,
    samples: samples.length,
    growthBytes: growth,
  }),
)
for (const [check, isMet] of Object.entries(checks)) console.log(`${isMet ? 'ok    ' : 'FAILED'} ${check}`)
process.exitCode = Object.values(checks).every(Boolean) ? 0 : 1
if (seconds >= 600 && process.exitCode === 0) {
  const dropped = count(sum({ ...spans, sent: 0 }))
  const balance = `In all of ${samples.length} samples both ledgers balance exactly.
The heap's median grew by ${Math.round(growth / 1000)} kB from the first third to the last.`
  if (values.dead)
    writeSection(
      'Ten minutes without a daemon: `npm run soak -- --dead`',
      `Of ${count(spans.made)} spans, ${values.rate} a second, none was sent and ${dropped} were dropped, each counted. ${balance}`,
    )
  else
    writeSection(
      'Ten minutes with a daemon that fails: `npm run soak`',
      `Of ${count(spans.made)} spans, ${values.rate} a second, ${count(spans.sent)} were sent while the daemon left ${exits} times, came back, and stood still
in between; ${dropped} were dropped, each counted with its reason. ${balance}`,
    )
}

async function stop(millis = 1500) {
  reader.kill('SIGSTOP')
  await sleep(millis)
  reader.kill('SIGCONT')
}

async function stopForLong() {
  await stop(6500)
}

async function leave(millis = 1000) {
  await collect()
  exits++
  await sleep(millis)
  reader = fork(new URL('soak/reader.mjs', import.meta.url), [`${port}`])
  await once(reader, 'message')
}

async function leaveForLong() {
  await leave(7000)
}

async function collect() {
  reader.send('leave')
  const [ids] = await once(reader, 'message')
  for (const id of ids) arrived.add(id)
}

function count(number) {
  return number.toLocaleString('en')
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}
