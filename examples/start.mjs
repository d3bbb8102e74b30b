// npm start: a local X-Ray, the example shop under the preload, a few requests, and their traces on the screen.
// With --once it ends then: exit code 1 when a trace is missing or a document was lost.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freePort } from './free-port.mjs'
import { startShop } from './shop-processes.mjs'

const { requests } = createRequire(import.meta.url)('./shop/requests.cjs')
const options = readOptions()

/** Longer than the last trace and a busy machine need. */
const TRACES_TIMEOUT_MILLIS = 10_000

let local
let shopStarting
let ending
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end(options.once ? 1 : 0))

// Whoever else sends to port 2000 must not come into the accounts.
const port = await freePort(options.once ? undefined : 2000)
const xray = `http://127.0.0.1:${port}`
local = spawn(
  process.execPath,
  [fileURLToPath(new URL('../dist/cli.js', import.meta.url)), 'local', '--port', String(port)],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
process.on('exit', () => local.kill())
await until(() =>
  fetch(`${xray}/_spanray/stats`).then(
    () => true,
    () => false,
  ),
)

let startSeconds
let shop
try {
  await showTraces()
} catch (error) {
  // What our own end cuts off is no failure of the shop.
  if (ending) await ending
  throw error
}

function readOptions() {
  const options = { once: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } }
  let help
  try {
    const { values } = parseArgs({ options })
    if (!values.help) return values
    help = console.log
  } catch (error) {
    console.error(`${error.message}\n`)
    process.exitCode = 2
    help = console.error
  }
  help('npm start            an example shop of two services, and its traces as they come, until Ctrl+C')
  help('npm start -- --once  the same, and ends: exit code 1 when a trace is missing or a document was lost')
  process.exit()
}

async function showTraces() {
  startSeconds = Date.now() / 1000
  shopStarting = startShop(`127.0.0.1:${port}`)
  shop = await shopStarting
  for (const request of requests) await send(request)

  if (options.once) {
    const missing = await missingTraces()
    const { traces, documents, lost } = await accounts()
    await end(missing.length === 0 && lost === 0 ? 0 : 1, () => {
      for (const { name } of missing) console.log(`The trace of ${name} is missing`)
      console.log(`${traces} traces, ${documents} segment documents, ${lost} lost`)
    })
  } else {
    await until(async () => (await missingTraces(0)).length === 0, TRACES_TIMEOUT_MILLIS)
    await sleep(500)
    console.log(`\nThe shop    ${shop.url}, for instance: curl ${shop.url}/products/teapot`)
    console.log(`Its traces  ${xray} in a browser, and here as they come; it is the X-Ray API as well`)
    console.log('Ctrl+C ends it.\n')
  }
}

async function send({ name, method, path, body, status }) {
  const response = await fetch(shop.url + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  await response.arrayBuffer()
  if (response.status !== status)
    throw new Error(`The shop answered ${name} with ${response.status} instead of ${status}`)
}

/** The requests whose trace is not there, or not whole, when the time is over. */
async function missingTraces(timeoutMillis = TRACES_TIMEOUT_MILLIS) {
  let missing = requests
  await until(async () => {
    const { TraceSummaries } = await ask('/TraceSummaries', {
      StartTime: startSeconds - 1,
      EndTime: Date.now() / 1000 + 1,
    })
    const found = TraceSummaries.filter(summary => !summary.IsPartial)
    missing = requests.filter(request => {
      const index = found.findIndex(summary => isTraceOf(request, summary))
      if (index >= 0) found.splice(index, 1)
      return index < 0
    })
    return missing.length === 0
  }, timeoutMillis)
  return missing
}

function isTraceOf({ method, path, status, services }, { Http, ServiceIds }) {
  const names = ServiceIds.map(service => service.Name)
  return (
    Http.HttpMethod === method &&
    Http.HttpStatus === status &&
    Http.HttpURL === shop.url + path &&
    services.every(service => names.includes(service))
  )
}

/** What the shop's exporters sent, against what the local X-Ray has. */
async function accounts() {
  let found
  await until(async () => {
    // In this order: what is sent between the two is not there yet, and waited for.
    const { documents, traces } = await stats()
    const made = (await shop.accounts()).reduce((sum, each) => sum + each.documents.made, 0)
    const arrived = documents.stored - documents.duplicated
    found = { traces: traces.held, documents: documents.held, lost: made - arrived }
    return found.lost === 0
  })
  return found
}

async function stats() {
  const response = await fetch(`${xray}/_spanray/stats`)
  return await response.json()
}

async function ask(path, body) {
  const response = await fetch(xray + path, { method: 'POST', body: JSON.stringify(body) })
  return await response.json()
}

async function until(condition, timeoutMillis = 10_000) {
  const end = Date.now() + timeoutMillis
  while (!(await condition())) {
    if (Date.now() >= end) return
    await sleep(50)
  }
}

/** Stops what has been started, the shop first, so that nothing of it is lost; once, however often it is asked. */
function end(exitCode, sayLast = () => {}) {
  ending ??= stopAll().then(() => {
    sayLast()
    process.exit(exitCode)
  })
  return ending
}

async function stopAll() {
  const running = await shopStarting?.catch(() => undefined)
  await running?.stop()
  if (!local || local.exitCode !== null || local.signalCode !== null) return
  local.kill()
  await once(local, 'exit')
}
