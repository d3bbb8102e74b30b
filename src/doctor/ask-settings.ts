import { isOff, isTrue, serviceName } from '../setup/index.ts'
import { destinationOf } from './destination-of.ts'
import type { Finding, Scene } from './finding.ts'

/** Is tracing on, where do documents go, and what is the service called? */
export function askSettings({ environment, script }: Scene): Finding[] {
  return [askSwitch(environment), askDestination(environment), askName(environment, script)]
}

function askSwitch(environment: NodeJS.ProcessEnv): Finding {
  const about = 'tracing'
  if (!isOff(environment)) return { about, verdict: 'ok', says: 'on' }
  const name = isTrue(environment.OTEL_SDK_DISABLED) ? 'OTEL_SDK_DISABLED' : 'AWS_XRAY_SDK_ENABLED'
  return { about, verdict: 'loss', says: `off: ${name}=${environment[name]}`, change: `Unset ${name}` }
}

function askDestination(environment: NodeJS.ProcessEnv): Finding {
  const about = 'destination'
  const { api, otlp, said, udp } = destinationOf(environment)
  if (udp) return { about, verdict: 'ok', says: `udp://${udp.host}:${udp.port} (${said})` }
  if (api) return { about, verdict: 'ok', says: `the X-Ray API (${said})` }
  if (otlp) return { about, verdict: 'ok', says: `${otlp}, by OTLP (${said})` }
  return {
    about,
    verdict: 'loss',
    says: `${said} is no address of an X-Ray daemon, nor of the API`,
    change:
      'Set AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:2000, with the host and port of yours, or OTEL_EXPORTER_XRAY_ENDPOINT=xray',
  }
}

function askName(environment: NodeJS.ProcessEnv, script: string | undefined): Finding {
  const about = 'service'
  const [, told] = /(?:^|,)\s*service\.name=([^,]+)/.exec(environment.OTEL_RESOURCE_ATTRIBUTES ?? '') ?? []
  const name = serviceName(environment, { 'service.name': told }, script)
  if (!name.startsWith('unknown_service')) return { about, verdict: 'ok', says: name }
  return {
    about,
    verdict: 'note',
    says: script
      ? `${name}: no setting and no package.json above ${script} names it`
      : `${name}, unless the package.json of the app names it: no setting does`,
    change: 'Set OTEL_SERVICE_NAME',
  }
}
