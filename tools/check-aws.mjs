// For somebody with an AWS account: sends documents to X-Ray, one case for each rule that is only inferred, reads them back,
// and writes docs/seen-in-aws.md. Run by `npm run check-aws`; costs less than a cent. CI never runs it.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual, parseArgs, styleText } from 'node:util'
import { XRayClient } from '@aws-sdk/client-xray'
import { expectationText, pageOf, valueText } from './check-aws/page.mjs'
import { prepareCase } from './check-aws/prepare-case.mjs'
import { readBack, sendCase } from './check-aws/read-back.mjs'

const CASES = new URL('../test/cases/inferred.json', import.meta.url)
const PAGE = new URL('../docs/seen-in-aws.md', import.meta.url)

/** Between two readings. */
const PAUSE_MILLIS = 10_000
/** From when on the traces are looked for. */
const MARGIN_MILLIS = 60_000

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean' },
    // Another X-Ray, such as `spanray local`: nothing is written then.
    endpoint: { type: 'string' },
    json: { type: 'boolean' },
    region: { type: 'string' },
    // Seconds until what is not there is given up.
    wait: { type: 'string', default: '180' },
  },
})

const cases = JSON.parse(readFileSync(CASES, 'utf8'))
if (values['dry-run']) {
  writePage(cases)
  console.log(`${cases.length} cases are in docs/seen-in-aws.md; nothing was sent`)
} else {
  const outcomes = await check()
  const results = cases.map((each, index) => ({ ...each, ...outcomes[index] }))
  if (values.json) console.log(JSON.stringify(results))
  else for (const result of results) console.log(lineOf(result))
  if (!values.endpoint) writePage(results.map(withOutcome))
  process.exitCode = results.every(({ verdict }) => verdict === 'as expected') ? 0 : 1
}

/** Sends all, and reads until all is as expected or the time is over. */
async function check() {
  const client = new XRayClient({
    ...(values.region && { region: values.region }),
    ...(values.endpoint && {
      endpoint: values.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  })
  const run = randomBytes(3).toString('hex')
  const start = Date.now()
  const sent = cases.map((each, index) => prepareCase(each, { run, index, startSeconds: start / 1000 }))
  for (const each of sent) each.refusal = await sendCase(client, each)
  const end = start + Number(values.wait) * 1000
  for (;;) {
    const range = {
      StartTime: new Date(start - MARGIN_MILLIS),
      EndTime: new Date(Date.now() + MARGIN_MILLIS),
    }
    const seen = await readBack(client, sent, range)
    const outcomes = seen.map((each, index) => ({ ...each, verdict: verdictOf(each, sent[index].expect) }))
    const left = outcomes.filter(({ verdict }) => verdict !== 'as expected').length
    if (left === 0 || Date.now() >= end) return outcomes
    process.stderr.write(`${left} of ${cases.length} are not as expected yet\n`)
    await sleep(PAUSE_MILLIS)
  }
}

function verdictOf(seen, { is }) {
  if ('unanswered' in seen) return 'not answered'
  return isDeepStrictEqual(seen.value, is) ? 'as expected' : 'otherwise'
}

function withOutcome({ unanswered, value, verdict, ...given }) {
  const seen = verdict === 'as expected' ? 'as expected' : (unanswered ?? valueText(value))
  return { ...given, outcome: { seen, date: new Date().toISOString().slice(0, 10) } }
}

function lineOf({ expect, rule, unanswered, value, verdict }) {
  const [mark, style] = { 'as expected': ['✓', 'green'], otherwise: ['✗', 'red'] }[verdict] ?? ['?', 'yellow']
  const paint = process.stdout.isTTY && !process.env.NO_COLOR ? styleText : (_, text) => text
  const line = `${paint(style, mark)} ${rule}`
  if (verdict === 'as expected') return line
  return `${line}\n    expected  ${expectationText(expect)}\n    X-Ray     ${unanswered ?? valueText(value)}`
}

function writePage(results) {
  writeFileSync(PAGE, pageOf(results, existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''))
}
