import { quoteValue } from '../document/index.ts'
import { type HostPort, SettingsError } from './daemon-settings.ts'

const MAX_PORT = 65_535

/**
 * The address that a setting names.
 *
 *     parseHostPort('--bind', '0.0.0.0:2000') → { host: '0.0.0.0', port: 2000 }
 *     parseHostPort('--bind', ':2000')        → { host: '0.0.0.0', port: 2000 }, as in Go
 *
 * @throws SettingsError when it is no address with a port; port 0 takes any that is free
 */
export function parseHostPort(setting: string, text: string): HostPort {
  const match = /^(?:\[([0-9a-f:.%]+)\]|([a-z0-9._-]*)):(\d{1,5})$/i.exec(text)
  const port = Number(match?.[3])
  if (match && port <= MAX_PORT) return { host: match[1] ?? (match[2] || '0.0.0.0'), port }
  throw new SettingsError(
    `${setting} is ${quoteValue(text)}; it must be an address and a port, such as 127.0.0.1:2000 or [::1]:2000`,
  )
}
