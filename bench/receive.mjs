// Datagrams that are lost: the daemon's way of receiving against a bare `dgram` reader. Run by `npm run bench:receive`;
// writes its section of docs/benchmarks.md. Needs python3, whose sockets send faster than Node's.
import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { bundleRooms } from './bundle-rooms.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const ROUNDS = 3
const DOCUMENTS = 30_000
const BODY_BYTES = 850
/** A daemon has run for a while when a burst comes: the compiler has done its work. */
const WARM_UP_DOCUMENTS = 6000
const WARM_UP_RATE = 3000
const RATES = [30_000, 48_000]
const BUFFERS = { '8 MB asked': 8 * 1024 * 1024, default: 0 }
const CONTENDERS = ['bare', 'spanray']

const rooms = await bundleRooms(['receiver', 'document'])
const run = promisify(execFile)
const rows = []
for (const perSecond of RATES) {
  for (const [buffer, bufferBytes] of Object.entries(BUFFERS)) {
    const runs = { bare: [], spanray: [] }
    for (let round = 0; round < ROUNDS; round++)
      for (const contender of CONTENDERS)
        runs[contender].push(await measure(contender, bufferBytes, perSecond))
    for (const contender of CONTENDERS) {
      rows.push([
        contender === 'bare' ? 'bare dgram reader' : 'spanray',
        buffer,
        perSecond.toLocaleString('en'),
        Math.round(median(runs[contender].map(({ reached }) => reached))).toLocaleString('en'),
        runs[contender].map(({ lost }) => lost.toLocaleString('en')).join(', '),
      ])
    }
  }
}
const granted = readFileSync('/proc/sys/net/core/rmem_max', 'utf8').trim()
const text = `${DOCUMENTS.toLocaleString('en')} documents of ${BODY_BYTES} bytes in even steps, from a process of its own; ${ROUNDS} runs in turn, each to a fresh process that has
had ${WARM_UP_DOCUMENTS.toLocaleString('en')} at a slow pace. The bare reader keeps the messages and does nothing else; ours checks each document and keeps it. Of 8 MB the kernel grants ${Number(granted).toLocaleString('en')} bytes here
(\`net.core.rmem_max\`). Node ${process.versions.node}, two cores.

${markdownTable([['', 'buffer', 'a second', 'reached', 'lost, run by run'], ...rows])}`
console.log(text)
writeSection('Datagrams to documents: `npm run bench:receive`', text)

async function measure(contender, bufferBytes, perSecond) {
  const child = fork(new URL('receive/receiver.mjs', import.meta.url), [contender, bufferBytes, rooms])
  const [{ port }] = await once(child, 'message')
  await send(port, WARM_UP_DOCUMENTS, WARM_UP_RATE)
  const before = await received(child)
  const seconds = await send(port, DOCUMENTS, perSecond)
  const lost = DOCUMENTS - ((await received(child)) - before)
  child.disconnect()
  return { lost, reached: DOCUMENTS / seconds }
}

async function send(port, documents, perSecond) {
  const script = new URL('receive/send.py', import.meta.url).pathname
  const { stdout } = await run('python3', [script, port, documents, perSecond, BODY_BYTES].map(String))
  return Number(stdout)
}

/** How many have come, when no more come. */
async function received(child) {
  for (let last = -1; ; await sleep(300)) {
    const count = await ask(child)
    if (count === last) return count
    last = count
  }
}

async function ask(child) {
  child.send('count')
  const [count] = await once(child, 'message')
  return count
}
