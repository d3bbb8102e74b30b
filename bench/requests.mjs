// What tracing costs a request of an Express app, against OpenTelemetry's SDK, ADOT and X-Ray's own SDK.
// Run by `npm run bench:requests`; writes its section of docs/benchmarks.md.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installApart } from './install-apart.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { sendRequests } from './requests/send-requests.mjs'
import { median, ratios } from './rounds.mjs'

/** Processes of one program differ by some hundredths all their lives: each contender has three. */
const GENERATIONS = 3
const ROUNDS = 5
const MILLIS_PER_TURN = 1000
const WARM_UP_MILLIS = 3000

const files = fileURLToPath(new URL('requests', import.meta.url))
const sink = fork(join(files, 'sink.mjs'))
const [ports] = await once(sink, 'message')

const spanray = {
  packages: ['@opentelemetry/api@1.9.1'],
  preload: 'spanray/register',
  environment: { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${ports.udp}`, OTEL_TRACES_SAMPLER: 'always_on' },
}
const plain = {
  packages: [
    '@opentelemetry/api@1.9.1',
    '@opentelemetry/sdk-trace-base@2.12.1',
    '@opentelemetry/sdk-trace-node@2.12.0',
    '@opentelemetry/instrumentation@0.223.0',
    '@opentelemetry/instrumentation-http@0.223.0',
  ],
  preload: './plain-sdk.cjs',
}
const httpAlone = { OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http' }
const unsampled = { OTEL_TRACES_SAMPLER: 'always_off' }

const CONTENDERS = {
  'bare Node': { packages: [] },
  'spanray, HTTP alone': { ...spanray, environment: { ...spanray.environment, ...httpAlone } },
  'OpenTelemetry SDK 2.12, HTTP alone, no exporter': plain,
  'the same, a datagram for each span': { ...plain, environment: { DATAGRAMS_TO: String(ports.udp) } },
  'spanray, everything on': spanray,
  'ADOT 0.13, everything on': {
    packages: ['@opentelemetry/api@1.9.1', '@aws/aws-distro-opentelemetry-node-autoinstrumentation@0.13.0'],
    preload: '@aws/aws-distro-opentelemetry-node-autoinstrumentation/register',
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${ports.http}`,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_TRACES_SAMPLER: 'always_on',
      OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'false',
    },
  },
  'aws-xray-sdk 3.12': {
    packages: ['aws-xray-sdk@3.12.0'],
    environment: { WITH_XRAY_SDK: '1', AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${ports.udp}` },
  },
  'spanray, HTTP alone, not sampled': {
    ...spanray,
    environment: { ...spanray.environment, ...httpAlone, ...unsampled },
  },
  'OpenTelemetry SDK 2.12, HTTP alone, not sampled': { ...plain, environment: unsampled },
}

/** The ratios that matter: ours first. */
const PAIRS = [
  ['spanray, HTTP alone', 'OpenTelemetry SDK 2.12, HTTP alone, no exporter'],
  ['spanray, HTTP alone', 'the same, a datagram for each span'],
  ['spanray, everything on', 'ADOT 0.13, everything on'],
  ['spanray, HTTP alone, not sampled', 'OpenTelemetry SDK 2.12, HTTP alone, not sampled'],
]

const names = Object.keys(CONTENDERS)
const results = Object.fromEntries(names.map(name => [name, []]))
for (let generation = 0; generation < GENERATIONS; generation++) {
  const apps = []
  for (const name of names) apps.push(await startApp(CONTENDERS[name]))
  for (const app of apps) await turn(app, WARM_UP_MILLIS)
  for (let round = 0; round < ROUNDS; round++) {
    // Another one begins each time.
    for (let place = 0; place < names.length; place++) {
      const index = (round + place) % names.length
      results[names[index]].push(await turn(apps[index], MILLIS_PER_TURN))
    }
  }
  for (const { child } of apps) child.disconnect()
}
sink.disconnect()

const column = (name, key) => results[name].map(result => result[key])
const table = markdownTable([
  ['', 'requests a second, median', 'maximum', 'CPU a request, µs, median', 'minimum'],
  ...names.map(name => [
    name,
    median(column(name, 'perSecond')).toFixed(0),
    Math.max(...column(name, 'perSecond')).toFixed(0),
    median(column(name, 'cpuMicros')).toFixed(1),
    Math.min(...column(name, 'cpuMicros')).toFixed(1),
  ]),
])
const pairs = markdownTable([
  ['ours / theirs', 'requests a second, median', 'of maxima', 'CPU a request, median', 'of minima'],
  ...PAIRS.map(([ours, theirs]) => [
    `${ours} / ${theirs}`,
    median(ratios(column(ours, 'perSecond'), column(theirs, 'perSecond'))).toFixed(2),
    (Math.max(...column(ours, 'perSecond')) / Math.max(...column(theirs, 'perSecond'))).toFixed(2),
    median(ratios(column(ours, 'cpuMicros'), column(theirs, 'cpuMicros'))).toFixed(3),
    (Math.min(...column(ours, 'cpuMicros')) / Math.min(...column(theirs, 'cpuMicros'))).toFixed(3),
  ]),
])
console.log(`${table}\n\n${pairs}`)
writeSection(
  'Requests: `npm run bench:requests`',
  `An Express app with one route, asked by 16 connections for ${MILLIS_PER_TURN / 1000} s in each of ${GENERATIONS * ROUNDS} rounds, in ${GENERATIONS} processes of each
kind one after the other; CPU time is that of the app's process, sending included. Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}.

${table}

${pairs}`,
)

async function startApp({ packages, preload, environment }) {
  const folder = installApart(`requests-${packages.join('+').replaceAll(/[@/]+/g, '-') || 'bare'}`, packages)
  for (const file of ['app.cjs', 'plain-sdk.cjs']) cpSync(join(files, file), join(folder, file))
  const child = fork(join(folder, 'app.cjs'), {
    cwd: folder,
    execArgv: preload ? ['--require', preload] : [],
    env: { ...process.env, ...environment },
  })
  const [{ port }] = await once(child, 'message')
  return { child, port }
}

async function turn({ child, port }, millis) {
  const before = await cpuOf(child)
  const start = performance.now()
  const count = await sendRequests(port, millis)
  const seconds = (performance.now() - start) / 1000
  return { perSecond: count / seconds, cpuMicros: ((await cpuOf(child)) - before) / count }
}

/** Microseconds of CPU time that the app has taken. */
async function cpuOf(child) {
  child.send('cpu')
  const [{ user, system }] = await once(child, 'message')
  return user + system
}
