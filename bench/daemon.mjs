// What arrives of a burst, beside a bare `dgram` reader; how soon the daemon is ready; what it weighs.
// Run by `npm run bench:daemon` after `npm run build`; writes its section of docs/benchmarks.md.
import { execFile, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const DOCUMENTS = 30_000
const DOCUMENT_BYTES = 850
const RATES = [30_000, 48_000]
const RUNS = 7
const BURSTS = 3
const STARTS = 15
const ASKED_BYTES = 8 * 1024 * 1024
const cli = process.env.SPANRAY_CLI ?? fileURLToPath(new URL('../dist/cli.js', import.meta.url))

const run = promisify(execFile)
const sink = fork(new URL('daemon/sink.mjs', import.meta.url))
const [{ port: sinkPort }] = await once(sink, 'message')

const losses = []
for (const bufferBytes of [ASKED_BYTES, 0])
  for (const perSecond of RATES) losses.push(await compare(bufferBytes, perSecond))
const burst = await burstOfThousand()
const readyMillis = await startTimes()
const weight = await weigh()
sink.disconnect()

const text = `${DOCUMENTS.toLocaleString('en')} documents of ${DOCUMENT_BYTES} bytes over the loopback interface, to \`spanray daemon -m 64\`, which checks
them and sends them on to an HTTP server, and to a bare \`dgram\` reader that keeps the messages: ${RUNS} runs each, in turn and in processes
of their own, each of the two the first one by turns. "Lost" is what the kernel dropped, by its own count. Node ${process.versions.node}, ${process.platform} ${process.arch}, 2 cores.

${markdownTable([
  [
    'a second',
    'buffer asked',
    'granted',
    'bare reader lost, median',
    'minimum',
    'daemon lost, median',
    'minimum',
  ],
  ...losses.map(({ perSecond, bufferBytes, granted, reader, daemon }) => [
    perSecond.toLocaleString('en'),
    bufferBytes === 0 ? 'default' : `${bufferBytes / 1024 / 1024} MB`,
    granted.toLocaleString('en'),
    ...[reader, daemon].flatMap(lost => [`${median(lost)}`, `${Math.min(...lost)}`]),
  ]),
])}

A burst of 1,000 documents as fast as they can be sent, with \`-m 10\`: ${burst.join(', ')} delivered.
Ready in ${Math.round(median(readyMillis))} ms (median of ${STARTS}; minimum ${Math.round(Math.min(...readyMillis))} ms) from the start of the process to the first line of its log
that says where it listens. A bare Node.js process has ${megabytes(weight.bare)} MB; the daemon at most ${megabytes(weight.peak)} MB while all of the above went through it.`
console.log(text)
writeSection('A burst to the daemon: `npm run bench:daemon`', text)

async function compare(bufferBytes, perSecond) {
  const reader = []
  const daemon = []
  let granted = 0
  const turns = [
    async () => {
      const bare = await readOnce(bufferBytes, perSecond)
      granted = bare.granted
      reader.push(bare.lost)
    },
    async () => daemon.push(await serveOnce(bufferBytes, perSecond)),
  ]
  for (let count = 0; count < RUNS; count++) {
    for (const turn of turns) await turn()
    turns.reverse()
  }
  return { perSecond, bufferBytes, granted, reader, daemon }
}

async function readOnce(bufferBytes, perSecond) {
  const child = fork(new URL('daemon/reader.mjs', import.meta.url), [bufferBytes])
  const [{ port }] = await once(child, 'message')
  await send(port, DOCUMENTS, perSecond)
  await sleep(200)
  child.send('count')
  const [{ arrived, granted }] = await once(child, 'message')
  child.disconnect()
  return { lost: DOCUMENTS - arrived, granted }
}

async function serveOnce(bufferBytes, perSecond) {
  const daemon = await startDaemon('-m', '64', '--receive-buffer', `${bufferBytes / 1024 / 1024}`)
  await send(daemon.port, DOCUMENTS, perSecond)
  const { received, drops } = await settled(daemon)
  const delivered = await sinkCount()
  await daemon.stop()
  if (delivered !== received) throw new Error(`Of ${received} documents ${delivered} were delivered`)
  if (received + drops !== DOCUMENTS) throw new Error(`${received} received and ${drops} dropped are not all`)
  return drops
}

async function burstOfThousand() {
  const delivered = []
  for (let count = 0; count < BURSTS; count++) {
    const daemon = await startDaemon('-m', '10')
    await send(daemon.port, 1000, 0)
    await settled(daemon)
    delivered.push(await sinkCount())
    await daemon.stop()
  }
  return delivered
}

async function startTimes() {
  const times = []
  for (let count = 0; count < STARTS; count++) {
    const daemon = await startDaemon()
    times.push(daemon.readyMillis)
    await daemon.stop()
  }
  return times
}

async function weigh() {
  const { stdout } = await run(process.execPath, ['-p', 'process.memoryUsage.rss()'])
  const daemon = await startDaemon('-m', '64')
  for (let count = 0; count < BURSTS; count++) {
    await send(daemon.port, DOCUMENTS, 48_000)
    await settled(daemon)
  }
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${daemon.pid}/status`, 'utf8'))[1]) * 1024
  await daemon.stop()
  await sinkCount()
  return { bare: Number(stdout), peak }
}

async function startDaemon(...args) {
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    // biome-ignore format: a command line
    [cli, 'daemon', '-o', '-b', '127.0.0.1:0', '-t', '127.0.0.1:0', '--admin', '127.0.0.1:0', '--endpoint', `http://127.0.0.1:${sinkPort}`, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let log = ''
  child.stdout.on('data', chunk => {
    log += chunk
  })
  const seen = async pattern => {
    for (;;) {
      const match = pattern.exec(log)
      if (match) return match[1]
      await once(child.stdout, 'data')
    }
  }
  const port = Number(await seen(/Listening on UDP 127\.0\.0\.1:(\d+)/))
  const readyMillis = performance.now() - startedAt
  const admin = await seen(/Listening on TCP (127\.0\.0\.1:\d+), for \/health/)
  return {
    pid: child.pid,
    port,
    readyMillis,
    metrics: async () => (await fetch(`http://${admin}/metrics`)).text(),
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'close')
    },
  }
}

/** What the daemon has received and the kernel dropped, once nothing comes and nothing waits any more. */
async function settled(daemon) {
  let before = -1
  for (;;) {
    await sleep(400)
    const text = await daemon.metrics()
    const value = name => Number(new RegExp(`^spanray_daemon_${name} (\\d+)`, 'm').exec(text)?.[1])
    const received = value('documents_received_total')
    if (received === before && value('documents_waiting') === 0)
      return { received, drops: value('kernel_dropped_datagrams_total') }
    before = received
  }
}

async function send(port, count, perSecond) {
  const sender = fileURLToPath(new URL('daemon/sender.mjs', import.meta.url))
  await run(process.execPath, [sender, port, count, perSecond, DOCUMENT_BYTES].map(String))
}

async function sinkCount() {
  sink.send('count')
  const [{ documents }] = await once(sink, 'message')
  return documents
}

function megabytes(bytes) {
  return Math.round(bytes / 1024 / 1024)
}
