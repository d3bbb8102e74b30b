import { parseDaemonAddress } from '../client/index.ts'
import { settingOf } from './setting-of.ts'

const DEFAULT_ADDRESS = '127.0.0.1:2000'

/** Where documents go. With neither a daemon, nor the API, nor OTLP, the setting is none that can be used. */
export interface DestinationSetting {
  /** Where a daemon takes documents. */
  readonly udp?: { readonly host: string; readonly port: number } | undefined
  /** The X-Ray API: `xray`, or its URL. */
  readonly api?: string
  /** Where spans go as they are. */
  readonly otlp?: string
  /** Which setting says so: `AWS_XRAY_DAEMON_ADDRESS=10.0.0.1:2000`. */
  readonly said: string
}

/** Where the environment has documents go. */
export function destinationOf(environment: NodeJS.ProcessEnv): DestinationSetting {
  const setting = settingOf(environment, ['OTEL_EXPORTER_XRAY_ENDPOINT', 'AWS_XRAY_DAEMON_ADDRESS'])
  const said = setting ? `${setting.name}=${setting.value}` : 'by default'
  const word = setting?.value.trim() ?? DEFAULT_ADDRESS
  if (word === 'xray' || (/^https?:\/\//i.test(word) && URL.canParse(word))) return { api: word, said }
  if (/^otlp\+https?:\/\//i.test(word) && URL.canParse(word.slice(5))) return { otlp: word.slice(5), said }
  return { udp: parseDaemonAddress(word)?.udp, said }
}
