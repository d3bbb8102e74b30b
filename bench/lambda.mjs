// What tracing adds to a Lambda function in AWS's own runtime client: to a cold start, from exec to the first answer, and
// to a warm invocation, with the send. Needs Node.js 24 and `node tools/install-lambda.mjs --bench`; writes its section of
// docs/benchmarks.md.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unpackLayer, writeFunction } from '../test/fixtures/lambda-layer.ts'
import { LambdaFunction } from '../test/fixtures/lambda-runtime.ts'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const COLD_ROUNDS = Number(process.argv[2] ?? 21)
const WARM_ROUNDS = 400
const HEADER = 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1'

const modules = fileURLToPath(new URL('../.ci/lambda/node_modules', import.meta.url))
using layer = unpackLayer()
using code = writeFunction({
  'index.js': 'exports.handler = async event => ({ cart: event.cart })',
  'sdk.js': `const xray = require('${join(modules, 'aws-xray-sdk')}')
    xray.captureHTTPsGlobal(require('http'))
    exports.handler = event => xray.captureAsyncFunc('handler', async sub => { sub.close(); return { cart: event.cart } })`,
})

const adot = join(modules, '@aws/aws-distro-opentelemetry-node-autoinstrumentation/build/src/register.js')
const CONTENDERS = {
  none: {},
  "spanray's layer": { wrapper: join(layer.path, 'spanray') },
  'aws-xray-sdk 3.12': { handler: 'sdk.handler' },
  'ADOT 0.13, its package': {
    flags: ['--require', adot],
    environment: {
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'false',
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'aws-sdk,aws-lambda,http',
      OTEL_PROPAGATORS: 'baggage,tracecontext,xray',
    },
  },
}

const start = options => LambdaFunction.start({ taskRoot: code.path, handler: 'index.handler', ...options })
const invoke = lambda => lambda.invoke({ cart: 7 }, { header: HEADER })
const names = Object.keys(CONTENDERS)

const cold = await timeColdStarts()
const warm = await timeWarmInvocations()
const table = markdownTable([
  ['', 'cold start, median', 'minimum', 'warm, median', 'minimum'],
  ...names.slice(1).map(name => [name, ...added(cold, name, 0), ...added(warm, name, 2)]),
])
console.log(table)
writeSection(
  'Lambda: `npm run bench:lambda`',
  `What tracing adds to a function in AWS's own runtime client (\`aws-lambda-ric\` 4.0.2), difference of medians and of minima of ${COLD_ROUNDS} cold starts and
${WARM_ROUNDS} warm invocations; Node ${process.versions.node}, ms. ADOT's package without its layer traces no handler on Node 24.

${table}`,
)

/** Each round in another order, so that whatever else the machine does meets all of them. */
async function timeColdStarts() {
  const times = Object.fromEntries(names.map(name => [name, []]))
  for (let round = -1; round < COLD_ROUNDS; round++) {
    for (let place = 0; place < names.length; place++) {
      const name = names[(round + 1 + place) % names.length]
      const begin = performance.now()
      const lambda = await start(CONTENDERS[name])
      const { error, payload } = await invoke(lambda)
      const millis = performance.now() - begin
      await lambda[Symbol.asyncDispose]()
      if (error || payload?.cart !== 7) throw new Error(`${name} does not work: ${lambda.stderr}`)
      // The first round reads the files into the system's cache.
      if (round >= 0) times[name].push(millis)
    }
  }
  return times
}

async function timeWarmInvocations() {
  const times = Object.fromEntries(names.map(name => [name, []]))
  const lambdas = await Promise.all(names.map(name => start(CONTENDERS[name])))
  for (let round = -100; round < WARM_ROUNDS; round++) {
    for (const [index, lambda] of lambdas.entries()) {
      const { millis } = await invoke(lambda)
      if (round >= 0) times[names[index]].push(millis)
    }
  }
  for (const lambda of lambdas) await lambda[Symbol.asyncDispose]()
  return times
}

function added(times, name, digits) {
  const of = figure => figure(times[name]) - figure(times.none)
  return [of(median), of(all => Math.min(...all))].map(millis => millis.toFixed(digits))
}
