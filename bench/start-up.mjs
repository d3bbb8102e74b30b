// What a preload adds to the start of a process: ours against ADOT, OpenTelemetry's and X-Ray's own SDK.
// Run by `npm run bench:start-up [node…]`, with the paths of other Nodes to try; writes its section of docs/benchmarks.md.
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'
import { installContenders } from './start-up/contenders.mjs'

const ROUNDS = 15

const contenders = installContenders()
const nodes = [process.execPath, ...process.argv.slice(2).map(path => resolve(path))]
const tables = nodes.map(node => {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1)
  const table = tableOf(measureInRounds(node))
  console.log(`\nNode ${version}\n\n${table}`)
  return `Node ${version}:\n\n${table}`
})

writeSection(
  'Start-up: `npm run bench:start-up`',
  `What a preload adds to bare Node in the same of ${ROUNDS} rounds, median and difference of minima; everything on, no settings, nobody
listening. Alone: \`node --require … --eval\`, from exec to the script's first line. Express: from exec to the first answer of an
app with one route. MB are those that are resident; of these, own are those that are no part of a file: how much of Node's own
file is in memory is the kernel's choice, and differs by 5 MB from one hour to the next. ${cpus()[0]?.model.trim() ?? 'Unknown processor'}.

${tables.join('\n\n')}`,
)

/** For each contender and round: both starts. */
function measureInRounds(node) {
  const times = Object.fromEntries(contenders.map(({ name }) => [name, { alone: [], express: [] }]))
  for (let round = 0; round < ROUNDS; round++) {
    // Another one begins each time.
    for (let place = 0; place < contenders.length; place++) {
      const { name, folder, flags } = contenders[(round + place) % contenders.length]
      times[name].alone.push(start(node, folder, [...flags, '--eval', `require('./tell.cjs')`]))
      times[name].express.push(start(node, folder, [...flags, 'app.cjs']))
    }
  }
  return times
}

/** Starts a process, and gives back when it told, what CPU time it had taken by then, and what memory. */
function start(node, folder, args) {
  const before = process.hrtime.bigint()
  const { stdout, stderr, status } = spawnSync(node, args, { cwd: folder, encoding: 'utf8' })
  const told = stdout.trim().split('\n').at(-1)
  if (status !== 0 || !told?.startsWith('{'))
    throw new Error(`node ${args.join(' ')} told nothing: ${stderr}`)
  const { nanos, ...used } = JSON.parse(told)
  return { millis: Number(BigInt(nanos) - before) / 1e6, ...used }
}

function tableOf(times) {
  const [[, bare], ...others] = Object.entries(times)
  const added = (times, bare, key) => [
    median(times.map((time, round) => time[key] - bare[round][key])),
    Math.min(...times.map(time => time[key])) - Math.min(...bare.map(time => time[key])),
  ]
  const cells = (times, bare, key) =>
    added(times, bare, key).map(number => number.toFixed(key.endsWith('egabytes') ? 1 : 0))
  return markdownTable([
    [
      '',
      'alone, ms',
      'minimum',
      'CPU, ms',
      'minimum',
      'MB',
      'minimum',
      'own MB',
      'minimum',
      'Express, ms',
      'minimum',
    ],
    ...others.map(([name, { alone, express }]) => [
      name,
      ...cells(alone, bare.alone, 'millis'),
      ...cells(alone, bare.alone, 'cpuMillis'),
      ...cells(alone, bare.alone, 'megabytes'),
      ...cells(alone, bare.alone, 'ownMegabytes'),
      ...cells(express, bare.express, 'millis'),
    ]),
  ])
}
