// A sampling decision by X-Ray's rules, against OpenTelemetry's ratio. Run by `npm run bench:sampling`; writes its
// section of docs/benchmarks.md.
import { markdownTable, writeSection } from './page.mjs'
import { median, timeInRounds } from './rounds.mjs'
import { DECISIONS, names } from './sampling/contenders.mjs'

const times = await timeInRounds(new URL('sampling/contenders.mjs', import.meta.url), names, { rounds: 15 })
const table = markdownTable([
  ['', 'µs a decision, median', 'minimum'],
  ...names.map(name => {
    const each = times[name].map(micros => micros / DECISIONS)
    return [name, median(each).toFixed(3), Math.min(...each).toFixed(3)]
  }),
])
console.log(table)
writeSection(
  'A sampling decision: `npm run bench:sampling`',
  `Root spans of HTTP servers with six attributes, on 100 paths. Contenders take turns within each of 15 rounds, each in a process of
its own. Of 25 rules 24 name a method, a host and a path with stars; half of the requests come down to the last one.

${table}`,
)
