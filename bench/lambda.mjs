// What tracing adds to a Lambda function in AWS's own runtime client: to a cold start, from exec to the first answer, and
// to a warm invocation, with the send. Needs Node.js 24 and `node tools/install-lambda.mjs --bench`.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unpackLayer, writeFunction } from '../test/fixtures/lambda-layer.ts'
import { LambdaFunction } from '../test/fixtures/lambda-runtime.ts'

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
  spanray: { wrapper: join(layer.path, 'spanray') },
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
print('Cold start, from exec to the first answer', cold)
print('Warm invocation, with the send', warm)

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

function print(title, times) {
  const [base] = Object.values(times).map(summary)
  console.log(`\n${title}; Node ${process.versions.node}, ms:\n`)
  console.log('|  | median | more | minimum | more |\n| --- | ---: | ---: | ---: | ---: |')
  for (const [name, all] of Object.entries(times)) {
    const { median, minimum } = summary(all)
    const figures = [median, median - base.median, minimum, minimum - base.minimum]
    console.log(`| ${name} | ${figures.map(figure => figure.toFixed(2)).join(' | ')} |`)
  }
}

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b)
  return { median: sorted[sorted.length >> 1], minimum: sorted[0] }
}
