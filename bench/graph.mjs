// What a local X-Ray does with traces once they are there. Run by `npm run bench:graph`; writes its section of
// docs/benchmarks.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { contenders } from './graph/names.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { median, timeInRounds } from './rounds.mjs'

// These rooms have no door in the package: they are bundled for the bench as the command line bundles them.
const folder = mkdtempSync(join(tmpdir(), 'spanray-bench-graph-'))
const source = room => JSON.stringify(fileURLToPath(new URL(`../src/${room}/index.ts`, import.meta.url)))
const entry = join(folder, 'rooms.ts')
writeFileSync(entry, ['trace', 'filter', 'graph'].map(room => `export * from ${source(room)}`).join('\n'))
process.env.BENCH_ROOMS = join(folder, 'rooms.mjs')
await build({ input: entry, output: { file: process.env.BENCH_ROOMS, format: 'esm' }, logLevel: 'silent' })

const times = await timeInRounds(new URL('graph/contenders.mjs', import.meta.url), Object.keys(contenders), {
  rounds: 15,
})
rmSync(folder, { recursive: true })
const table = markdownTable([
  ['', 'median', 'minimum'],
  ...Object.entries(contenders).map(([name, { calls, unit }]) => {
    const each = times[name].map(micros => micros / calls / (unit === 'ms' ? 1000 : 1))
    return [name, `${median(each).toFixed(1)} ${unit}`, `${Math.min(...each).toFixed(1)} ${unit}`]
  }),
])
console.log(table)
writeSection(
  'Traces on your desk: `npm run bench:graph`',
  `Traces of five documents: two services, a worker, a database, a table and a queue. An hour has 100,000 of them. Contenders take turns
within each of 15 rounds, each in a process of its own.

${table}`,
)
