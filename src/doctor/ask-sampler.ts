import { callXRayAt } from '../client/index.ts'
import { parseSamplingRules } from '../sampling/index.ts'
import { samplingEndpoint } from '../setup/index.ts'
import type { Finding, Scene } from './finding.ts'

/** Who decides which traces are taken, and can it be asked? */
export async function askSampler({ environment }: Scene): Promise<Finding[]> {
  const about = 'sampler'
  const name = environment.OTEL_TRACES_SAMPLER || 'xray'
  const said = environment.OTEL_TRACES_SAMPLER ? `OTEL_TRACES_SAMPLER=${name}` : 'by default'
  if (name.endsWith('always_off'))
    return [
      { about, verdict: 'loss', says: `${said}: no trace is taken`, change: 'Unset OTEL_TRACES_SAMPLER' },
    ]
  if (name !== 'xray') return [{ about, verdict: 'ok', says: said }]
  if (environment.AWS_LAMBDA_FUNCTION_NAME)
    return [{ about, verdict: 'ok', says: `xray (${said}); in Lambda, Lambda decides` }]
  const endpoint = samplingEndpoint(environment)
  try {
    const rules = parseSamplingRules(await callXRayAt(endpoint)('/GetSamplingRules', {}))
    const names = rules.slice(0, 5).map(({ RuleName, FixedRate }) => `${RuleName} (${FixedRate * 100} %)`)
    const more = rules.length > names.length ? ` and ${rules.length - names.length} more` : ''
    return [
      { about, verdict: 'ok', says: `xray (${said}); rules from ${endpoint}: ${names.join(', ')}${more}` },
    ]
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return [
      {
        about,
        verdict: 'loss',
        says: `xray (${said}), but ${endpoint} gives no rules (${code ?? message}): 1 trace a second and 5 % of the others are taken`,
        change:
          'Start the daemon with its TCP side open and give it xray:GetSamplingRules and xray:GetSamplingTargets, or set OTEL_TRACES_SAMPLER=parentbased_always_on',
      },
    ]
  }
}
