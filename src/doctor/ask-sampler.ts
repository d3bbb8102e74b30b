import { parseSamplingRules } from '../sampling/index.ts'
import { SAMPLER_NAMES, samplerChoice, samplingEndpoint } from '../setup/index.ts'
import { callAsApp } from './call-as-app.ts'
import type { Finding, Scene } from './finding.ts'

/** Who decides which traces are taken, and can it be asked? */
export async function askSampler({ environment }: Scene): Promise<Finding[]> {
  const about = 'sampler'
  const { name, why, unknown } = samplerChoice(environment)
  const says = `${name} decides, ${why}`
  if (name.endsWith('always_off'))
    return [
      { about, verdict: 'loss', says: `${says}: no trace is taken`, change: 'Unset OTEL_TRACES_SAMPLER' },
    ]
  if (name.endsWith('traceidratio')) return [judgeRatio(says, environment.OTEL_TRACES_SAMPLER_ARG)]
  if (name !== 'xray') return [{ about, verdict: 'ok', says }]
  if (environment.AWS_LAMBDA_FUNCTION_NAME)
    return [{ about, verdict: 'ok', says: `${says}; in Lambda, Lambda decides` }]
  if (unknown !== undefined)
    return [
      {
        about,
        verdict: 'note',
        says,
        change: `Write one of them: OTEL_TRACES_SAMPLER=${SAMPLER_NAMES.join()}`,
      },
      ...(await askRules(environment, says)),
    ]
  return askRules(environment, says)
}

function judgeRatio(says: string, ratio = ''): Finding {
  const about = 'sampler'
  const share = ratio.trim() === '' ? 1 : Number(ratio)
  if (share === 0)
    return {
      about,
      verdict: 'loss',
      says: `${says}, with OTEL_TRACES_SAMPLER_ARG=0: no trace is taken`,
      change: 'Set OTEL_TRACES_SAMPLER_ARG to a number above 0, up to 1',
    }
  if (!(share > 0 && share <= 1))
    return {
      about,
      verdict: 'note',
      says: `${says}, with OTEL_TRACES_SAMPLER_ARG=${ratio}, which is no ratio: every trace is taken`,
      change: 'Set OTEL_TRACES_SAMPLER_ARG to a number above 0, up to 1',
    }
  return { about, verdict: 'ok', says: `${says}: ${percent(share)} of the traces` }
}

async function askRules(environment: NodeJS.ProcessEnv, says: string): Promise<Finding[]> {
  const about = 'sampler'
  const endpoint = samplingEndpoint(environment)
  try {
    const rules = parseSamplingRules(await callAsApp(environment)('/GetSamplingRules', {}))
    const names = rules.slice(0, 5).map(({ RuleName, FixedRate }) => `${RuleName} (${percent(FixedRate)})`)
    const more = rules.length > names.length ? ` and ${rules.length - names.length} more` : ''
    return [{ about, verdict: 'ok', says: `${says}; rules from ${endpoint}: ${names.join(', ')}${more}` }]
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return [
      {
        about,
        verdict: 'loss',
        says: `${says}, but ${endpoint} gives no rules (${code ?? message}): 1 trace a second and 5 % of the others are taken`,
        change:
          'Start the daemon with its TCP side open and give it xray:GetSamplingRules and xray:GetSamplingTargets, or set OTEL_TRACES_SAMPLER=parentbased_always_on',
      },
    ]
  }
}

/** 0.07 as `7 %`, which is no exact number of hundreds in binary. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(12))} %`
}
