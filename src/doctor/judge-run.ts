import { countOf } from '../error/index.ts'
import { INSTRUMENTATIONS, type InstrumentationName, instrumentationSetting } from '../setup/index.ts'
import type { Finding } from './finding.ts'
import type { LedgerLine, Observation } from './observation.ts'
import { OTHER_TRACERS } from './other-tracers.ts'
import type { CommandRun } from './run-command.ts'

/** What the lines at `info` begin with that are no complaint. */
const NO_COMPLAINT = / decides, |^sampling by /

const SWITCHES = 'OTEL_NODE_ENABLED_INSTRUMENTATIONS and OTEL_NODE_DISABLED_INSTRUMENTATIONS say which are on'

/** What a command's run says of its tracing. */
export function judgeRun(command: string, run: CommandRun, environment: NodeJS.ProcessEnv): Finding[] {
  const about = 'the command'
  if (run.failure)
    return [
      {
        about,
        verdict: 'loss',
        says: `${command} cannot be started: ${run.failure.code ?? run.failure.message}`,
        change: 'Name a command that is on the PATH, such as: spanray doctor -- node app.js',
      },
    ]
  const apps = run.observations.filter(({ isPreloaded }) => isPreloaded)
  const ended =
    run.exitCode === undefined ? 'ran until it was ended' : `ended by itself, with code ${run.exitCode}`
  const findings: Finding[] = [
    {
      about,
      verdict: run.exitCode ? 'note' : 'ok',
      says: `${command} ${ended}; ${run.observations.length === 1 ? '1 process' : `${run.observations.length} processes`} of Node.js`,
    },
  ]
  if (!apps.some(({ isTraced }) => isTraced)) findings.push(untraced(run.observations))
  const diagnostics = run.diagnostics.map(
    (says): Finding => ({ about: 'it says', verdict: NO_COMPLAINT.test(says) ? 'ok' : 'note', says }),
  )
  return [...findings, ...diagnostics, ...apps.flatMap(each => judgeProcess(each, environment))]
}

/** Where spanray/register traced no process. */
function untraced(observations: readonly Observation[]): Finding {
  const about = 'the command'
  if (observations.some(({ isPreloaded, isRegistered }) => isRegistered && !isPreloaded))
    return {
      about,
      verdict: 'note',
      says: 'an SDK that the code starts traces it, without spanray/register: what becomes of its spans is not seen from here',
      change: 'Look whether its traces arrive, on a desk by: npx spanray traces',
    }
  return {
    about,
    verdict: 'loss',
    says: observations.some(({ isPreloaded }) => isPreloaded)
      ? 'spanray/register traced none of its processes by then'
      : 'spanray/register was loaded into none of its processes: nothing was traced',
    change:
      'Start it by node --require spanray/register app.js, or set NODE_OPTIONS="--require spanray/register"',
  }
}

function judgeProcess(observation: Observation, environment: NodeJS.ProcessEnv): Finding[] {
  const { isTraced, pid, script } = observation
  const about = `process ${pid}`
  if (!isTraced)
    return [
      {
        about,
        verdict: 'ok',
        says: `${script ?? 'without a file'} is left alone: it is no app, or another SDK traces it`,
      },
    ]
  return [
    ...judgeLedgers(about, observation),
    ...judgePackages(about, observation, environment),
    judgeApiCopies(about, observation),
    ...judgeTracers(about, observation),
  ]
}

function judgeLedgers(about: string, { script, spans, documents }: Observation): Finding[] {
  if (!spans || !documents) return [{ about, verdict: 'ok', says: `${script} does not send to X-Ray` }]
  if (spans.made === 0)
    return [
      {
        about,
        verdict: 'note',
        says: `${script}: no span was taken and has ended`,
        change:
          'Send it a request while doctor looks (--seconds 30 gives more time), or take more: OTEL_TRACES_SAMPLER=always_on',
      },
    ]
  const losses = [...lossesOf('span', spans), ...lossesOf('document', documents)]
  const says = `${script}: ${countOf(spans.made, 'span')}, of which ${spans.sent} went out in ${countOf(documents.sent, 'document')}`
  return [
    losses.length === 0
      ? { about, verdict: 'ok', says: spans.waiting > 0 ? `${says}, ${spans.waiting} wait` : says }
      : {
          about,
          verdict: 'loss',
          says: `${says}; lost: ${losses.join(', ')}`,
          change: 'docs/errors.md tells what each reason means; a daemon that is not there loses all',
        },
  ]
}

function lossesOf(noun: string, { unprocessed, rejected, dropped }: LedgerLine): string[] {
  return [unprocessed, rejected, dropped]
    .flatMap(Object.entries)
    .map(([reason, count]) => `${countOf(count, noun)} (${reason})`)
}

/** Each package that could be traced and is loaded: whether it is, or why not. */
function judgePackages(about: string, observation: Observation, environment: NodeJS.ProcessEnv): Finding[] {
  const { instrumentations, loaded } = observation
  const active: readonly string[] = instrumentationSetting(environment, () => {})
  const names = new Set(loaded.map(({ name }) => name))
  const isLoaded = (name: string) =>
    INSTRUMENTATIONS[name as InstrumentationName].some(each => names.has(each))
  const untraced = Object.keys(INSTRUMENTATIONS).filter(
    name => isLoaded(name) && !instrumentations.includes(name),
  )
  const missed = untraced.filter(
    name => active.includes(name) && !names.has(`@opentelemetry/instrumentation-${name}`),
  )
  const findings: Finding[] = [
    { about, verdict: 'ok', says: `traces ${instrumentations.join(', ') || 'nothing by itself'}` },
  ]
  const off = untraced.filter(name => !active.includes(name))
  const isChosen =
    environment.OTEL_NODE_ENABLED_INSTRUMENTATIONS || environment.OTEL_NODE_DISABLED_INSTRUMENTATIONS
  if (off.length > 0)
    findings.push(
      isChosen
        ? { about, verdict: 'note', says: `loaded, and turned off: ${off.join(', ')}`, change: SWITCHES }
        : { about, verdict: 'ok', says: `loaded, and off by default: ${off.join(', ')}` },
    )
  if (missed.length > 0)
    findings.push({
      about,
      verdict: 'loss',
      says: `loaded, and not traced: ${missed.join(', ')}; something loaded that before spanray/register`,
      change: 'Let spanray/register be the first that NODE_OPTIONS and the command load',
    })
  return findings
}

function judgeApiCopies(about: string, { loaded }: Observation): Finding {
  const copies = loaded.filter(({ name }) => name === '@opentelemetry/api')
  const list = copies.map(({ version, path }) => `${version} at ${path}`).join(', ')
  if (copies.some(({ version }) => !version?.startsWith('1.')))
    return {
      about,
      verdict: 'loss',
      says: `has loaded @opentelemetry/api ${list}: only copies of version 1 see each other`,
      change: 'Update what depends on the older one: npm explain @opentelemetry/api',
    }
  const says =
    copies.length === 0
      ? 'has loaded no @opentelemetry/api of its own'
      : `has loaded @opentelemetry/api ${list}`
  return { about, verdict: 'ok', says: copies.length > 1 ? `${says}; each sees spanray` : says }
}

function judgeTracers(about: string, { loaded }: Observation): Finding[] {
  return loaded.flatMap(({ name }) =>
    Object.hasOwn(OTHER_TRACERS, name)
      ? { about, verdict: 'note' as const, says: `${name} is loaded too: it ${OTHER_TRACERS[name]}` }
      : [],
  )
}
