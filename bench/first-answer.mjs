// How long a start takes until the first answer, with sampling rules and the resource asked for, when the daemon answers, is
// absent, or hangs. Run by `npm run bench:first-answer`; writes its section of docs/benchmarks.md.
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const ROUNDS = 21

const folder = fileURLToPath(new URL('start-up', import.meta.url))
const preload = fileURLToPath(new URL('../dist/register.cjs', import.meta.url))
const daemons = ['answers', 'hangs'].map(way =>
  fork(new URL('first-answer/daemon.mjs', import.meta.url), [way]),
)
const [answering, hanging] = await Promise.all(daemons.map(async each => (await once(each, 'message'))[0]))

const at = port => ({ AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}`, OTEL_TRACES_SAMPLER: 'xray' })
const onEcs = port => ({ ECS_CONTAINER_METADATA_URI_V4: `http://127.0.0.1:${port}` })

/** By their name in the table: the environment. Nobody listens at port 9. */
const CONTENDERS = {
  'the daemon answers, and so does the metadata server': { ...at(answering), ...onEcs(answering) },
  'the daemon is absent': { ...at(9), ...onEcs(answering) },
  'the daemon hangs': { ...at(hanging), ...onEcs(answering) },
  'both hang': { ...at(hanging), ...onEcs(hanging) },
  'neither is asked (always_on, no detectors)': {
    ...at(answering),
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
  },
}

const names = Object.keys(CONTENDERS)
const times = Object.fromEntries(names.map(name => [name, []]))
for (let round = -1; round < ROUNDS; round++) {
  // Another one begins each time; the first round warms the disk's cache.
  for (let place = 0; place < names.length; place++) {
    const name = names[(round + 1 + place) % names.length]
    const told = start(CONTENDERS[name])
    if (round >= 0) times[name].push(told)
  }
}
for (const daemon of daemons) daemon.kill()

const [base] = names
const table = markdownTable([
  [
    '',
    'ms to the first answer, median',
    'minimum',
    'later than the first, median',
    'of minima',
    'CPU, ms',
    'minimum',
  ],
  ...names.map(name => [
    name,
    ...both(times[name].map(({ millis }) => millis)),
    ...(name === base ? ['', ''] : later(times[name], times[base])),
    ...both(times[name].map(({ cpuMillis }) => cpuMillis)),
  ]),
])
console.log(table)
writeSection(
  'The first answer without a daemon: `npm run bench:first-answer`',
  `From exec to the first answer of an Express app with one route, under the preload, in ${ROUNDS} rounds; Node ${process.versions.node}.

${table}`,
)

function both(millis) {
  return [median(millis), Math.min(...millis)].map(each => each.toFixed(1))
}

/** How many milliseconds, in the same round, and the best of each. */
function later(times, baseTimes) {
  const best = of => Math.min(...of.map(({ millis }) => millis))
  const rounds = times.map(({ millis }, round) => millis - baseTimes[round].millis)
  return [median(rounds), best(times) - best(baseTimes)].map(each => each.toFixed(1))
}

/** Milliseconds from exec to the first answer, and what CPU time it took. */
function start(environment) {
  const before = process.hrtime.bigint()
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--require', preload, 'app.cjs'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  })
  const told = stdout.trim().split('\n').at(-1)
  if (status !== 0 || !told?.startsWith('{')) throw new Error(`The app told nothing: ${stderr}`)
  const { cpuMillis, nanos } = JSON.parse(told)
  return { millis: Number(BigInt(nanos) - before) / 1e6, cpuMillis }
}
