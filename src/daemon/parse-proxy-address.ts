import { quoteValue } from '../document/index.ts'
import { SettingsError } from './daemon-settings.ts'

/**
 * The URL of the HTTP proxy that a setting or `HTTPS_PROXY` names.
 *
 *     parseProxyAddress('proxy.example:3128') → 'http://proxy.example:3128', as in Go
 *
 * @throws SettingsError when it is none; a user and a password are not in its words
 */
export function parseProxyAddress(text: string): string {
  const url = text.includes('://') ? text : `http://${text}`
  if (URL.canParse(url) && new URL(url).protocol === 'http:') return url
  throw new SettingsError(
    `The address of the proxy is ${quoteValue(text.replace(/^.*@/, '…@'))}; it must be that of an HTTP proxy, such as http://proxy.example:3128`,
  )
}
