import { type DaemonAddress, parseDaemonAddress } from '../client/index.ts'
import { settingOf } from './setting-of.ts'

const DEFAULT_ADDRESS = '127.0.0.1:2000'

/** Where documents and questions go, and which setting says so; `address` is `undefined` when that is none. */
export function daemonOf(environment: NodeJS.ProcessEnv): {
  address: DaemonAddress | undefined
  said: string
} {
  const setting = settingOf(environment, ['OTEL_EXPORTER_XRAY_ENDPOINT', 'AWS_XRAY_DAEMON_ADDRESS'])
  return {
    address: parseDaemonAddress(setting?.value ?? DEFAULT_ADDRESS),
    said: setting ? `${setting.name}=${setting.value}` : 'by default',
  }
}
