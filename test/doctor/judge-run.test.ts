import { expect, test } from 'vitest'
import { judgeRun } from '../../src/doctor/judge-run.ts'
import type { LedgerLine, Observation } from '../../src/doctor/observation.ts'
import type { CommandRun } from '../../src/doctor/run-command.ts'

const line = (fields: Partial<LedgerLine> = {}): LedgerLine => ({
  made: 3,
  sent: 3,
  waiting: 0,
  unprocessed: {},
  rejected: {},
  dropped: {},
  ...fields,
})

const app = (fields: Partial<Observation> = {}): Observation => ({
  pid: 7,
  script: '/srv/app.js',
  isPreloaded: true,
  isTraced: true,
  isRegistered: true,
  spans: line({ made: 9, sent: 9 }),
  documents: line(),
  instrumentations: ['http', 'express'],
  loaded: [{ name: 'express', version: '5.0.0', path: '/srv/node_modules/express' }],
  ...fields,
})

const judge = (run: Partial<CommandRun>, environment: NodeJS.ProcessEnv = {}) =>
  judgeRun(
    'node app.js',
    { failure: undefined, exitCode: undefined, observations: [app()], diagnostics: [], ...run },
    environment,
  )
const about = (observation: Partial<Observation>, environment?: NodeJS.ProcessEnv) =>
  judge({ observations: [app(observation)] }, environment).map(({ verdict, says }) => `${verdict}: ${says}`)

test('judgeRun() tells what became of a process', () => {
  expect(judge({})).toEqual([
    { about: 'the command', verdict: 'ok', says: 'node app.js ran until it was ended; 1 process of Node.js' },
    { about: 'process 7', verdict: 'ok', says: '/srv/app.js: 9 spans, of which 9 went out in 3 documents' },
    { about: 'process 7', verdict: 'ok', says: 'traces http, express' },
    { about: 'process 7', verdict: 'ok', says: 'has loaded no @opentelemetry/api of its own' },
  ])
})

test.each<[string, Partial<Observation>, string]>([
  ['losses', { documents: line({ dropped: { unreachable: 2 } }) }, 'lost: 2 documents (unreachable)'],
  [
    'a package that was there before',
    { loaded: [{ name: 'pg', version: '8.0.0', path: '/srv/node_modules/pg' }] },
    'loaded, and not traced: pg;',
  ],
  [
    'an API of another major',
    { loaded: [{ name: '@opentelemetry/api', version: '0.20.0', path: '/a' }] },
    'only copies of version 1 see each other',
  ],
])('judgeRun() calls %s a loss', (_, observation, says) => {
  const losses = about(observation).filter(text => text.startsWith('loss'))
  expect(losses).toEqual([expect.stringContaining(says)])
})

test('judgeRun() says why a package is not traced', () => {
  const pg = { loaded: [{ name: 'pg', version: '8.0.0', path: '/srv/node_modules/pg' }] }
  expect(about(pg, { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'pg' })).toContain(
    'note: loaded, and turned off: pg',
  )
  const router = { loaded: [{ name: 'router', version: '2.0.0', path: '/srv/node_modules/router' }] }
  expect(about(router)).toContain('ok: loaded, and off by default: router')
  const own = {
    loaded: [...pg.loaded, { name: '@opentelemetry/instrumentation-pg', version: '1', path: '/b' }],
  }
  expect(about(own).some(text => text.startsWith('loss'))).toBe(false)
})

test('judgeRun() shows copies of the API, other tracers and what spanray said', () => {
  const copies = ['/a', '/b'].map(path => ({ name: '@opentelemetry/api', version: '1.9.1', path }))
  const tracer = { name: 'dd-trace', version: '5.0.0', path: '/c' }
  expect(about({ loaded: [...copies, tracer] })).toEqual(
    expect.arrayContaining([
      'ok: has loaded @opentelemetry/api 1.9.1 at /a, 1.9.1 at /b; each sees spanray',
      expect.stringContaining('note: dd-trace is loaded too'),
    ]),
  )
  const said = judge({
    diagnostics: ['XRaySampler{local rules} decides, by default', "OTEL_LOG_LEVEL='x' is no level"],
  })
  expect(said.filter(({ about }) => about === 'it says').map(({ verdict }) => verdict)).toEqual([
    'ok',
    'note',
  ])
})

test.each<[Partial<CommandRun>, string]>([
  [{ observations: [] }, 'loaded into none of its processes'],
  [
    { observations: [app({ isPreloaded: false, isTraced: false, isRegistered: false })] },
    'loaded into none of its processes',
  ],
  [{ observations: [app({ isTraced: false })] }, 'traced none of its processes'],
  [{ failure: Object.assign(new Error('spawn'), { code: 'ENOENT' }) }, 'cannot be started: ENOENT'],
])('judgeRun() of %j is a loss', (run, says) => {
  expect(judge(run)).toContainEqual(
    expect.objectContaining({ verdict: 'loss', says: expect.stringContaining(says) }),
  )
})

test('judgeRun() takes an app for traced whose code starts the SDK', () => {
  const findings = judge({ observations: [app({ isPreloaded: false, isTraced: false })] })
  expect(findings.map(({ verdict }) => verdict)).toEqual(['ok', 'note'])
  expect(findings[1]?.says).toContain('an SDK that the code starts traces it')
})

test('judgeRun() notes a command that failed, and one in which no span has ended', () => {
  expect(judge({ exitCode: 1 })[0]).toMatchObject({
    verdict: 'note',
    says: expect.stringContaining('with code 1'),
  })
  expect(about({ spans: line({ made: 0 }) })).toContain('note: /srv/app.js: no span was taken and has ended')
})
