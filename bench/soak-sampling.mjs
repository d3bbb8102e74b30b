// Ten minutes at 10,000 sampling decisions a second, under 25 rules that change every few seconds, and a daemon that fails,
// stays silent, or has statistics unprocessed: X-Ray must be told of each decision exactly once, and memory stay flat.
// Run by `npm run soak:sampling [-- --seconds 20]`; exits with 1 if not.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { writeSection } from './page.mjs'
import { rulesAt } from './soak-sampling/rules.mjs'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, rate: { type: 'string', default: '10000' } },
})
const seconds = Number(values.seconds)
/** By how much the heap may grow from the first third to the last, in bytes. */
const MAX_GROWTH_BYTES = 2 * 1024 * 1024
const RULES_LIVE_SECONDS = 3

const start = Date.now()
const edition = () => Math.floor((Date.now() - start) / 1000 / RULES_LIVE_SECONDS)
const told = { requests: 0, sampled: new Map(), unprocessed: 0, refused: 0, calls: 0 }
let isOver = false

const server = createServer(async (request, response) => {
  const body = await json(request)
  const answer = request.url === '/SamplingTargets' ? takeStatistics(body) : { SamplingRuleRecords: rules() }
  response.writeHead(answer ? 200 : 500).end(JSON.stringify(answer ?? {}))
}).listen(0, '127.0.0.1')
await once(server, 'listening')

const app = fork(
  new URL('soak-sampling/app.mjs', import.meta.url),
  [`http://127.0.0.1:${server.address().port}`, values.rate, seconds],
  { execArgv: ['--expose-gc'] },
)
const heaps = []
let made
app.on('message', message => {
  if (message.heapBytes) heaps.push(message.heapBytes)
  isOver = message.isOver ?? isOver
  made = message.made ?? made
})
await once(app, 'exit')
server.close()
server.closeAllConnections()

const third = Math.ceil(heaps.length / 3)
const growth = middle(heaps.slice(-third)) - middle(heaps.slice(0, third))
const sampledRules = new Set([...told.sampled.keys(), ...Object.keys(made.sampled)])
const checks = {
  'every decision was told, once': told.requests === made.decisions,
  'every trace that was taken was told, of its rule': [...sampledRules].every(
    name => (told.sampled.get(name) ?? 0) === (made.sampled[name] ?? 0),
  ),
  'the rules changed, and the daemon failed in each of its ways':
    edition() >= 2 && told.unprocessed > 0 && told.refused > 0,
  'as many decisions as were asked for': made.decisions >= 0.9 * seconds * values.rate,
  'memory is flat': growth <= MAX_GROWTH_BYTES,
}
console.log(
  JSON.stringify({
    decisions: made.decisions,
    toldRequests: told.requests,
    rules: sampledRules.size,
    editions: edition(),
    calls: told.calls,
    unprocessed: told.unprocessed,
    refused: told.refused,
    growthBytes: growth,
  }),
)
for (const [check, isMet] of Object.entries(checks)) console.log(`${isMet ? 'ok    ' : 'FAILED'} ${check}`)
process.exitCode = Object.values(checks).every(Boolean) ? 0 : 1
if (seconds >= 600 && process.exitCode === 0)
  writeSection(
    'Ten minutes of sampling by rules that change: `npm run soak:sampling`',
    `Of ${made.decisions.toLocaleString('en')} decisions, ${values.rate} a second, under ${sampledRules.size} rules of ${edition()} editions, X-Ray was told ${told.requests.toLocaleString('en')}, each once, by ${told.calls}
calls, of which ${told.refused} were refused; ${told.unprocessed} statistics came back unprocessed and were told again. The heap's median grew by
${Math.round(growth / 1000)} kB from the first third to the last.`,
  )

function rules() {
  return rulesAt(edition()).map(SamplingRule => ({ SamplingRule }))
}

/** Until the app has made all of its decisions, of four calls one fails, and of three one has a statistic not taken. */
function takeStatistics({ SamplingStatisticsDocuments: documents }) {
  told.calls++
  if (!isOver && told.calls % 4 === 2) {
    told.refused++
    return undefined
  }
  const current = new Set(rulesAt(edition()).map(({ RuleName }) => RuleName))
  const unprocessed = []
  for (const document of documents) {
    const { RuleName, RequestCount, SampledCount } = document
    // Those of a rule that is gone are not told again.
    if (!isOver && told.calls % 3 === 1 && unprocessed.length === 0 && isLasting(RuleName)) {
      told.unprocessed++
      unprocessed.push({ RuleName, ErrorCode: 'Throttled', Message: 'try again' })
      continue
    }
    told.requests += RequestCount
    told.sampled.set(RuleName, (told.sampled.get(RuleName) ?? 0) + SampledCount)
  }
  return {
    SamplingTargetDocuments: documents
      .filter(({ RuleName }) => current.has(RuleName))
      .map(({ RuleName }) => ({
        RuleName,
        FixedRate: 0.1,
        ReservoirQuota: told.calls % 5,
        ReservoirQuotaTTL: Math.floor(Date.now() / 1000) + 2,
        Interval: 1,
      })),
    LastRuleModification: start / 1000 + edition() * RULES_LIVE_SECONDS,
    UnprocessedStatistics: unprocessed,
  }
}

function isLasting(name) {
  return name === 'Default' || name.startsWith('lasting')
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}
