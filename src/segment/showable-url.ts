import type { ConversionSettings } from './conversion-settings.ts'

/**
 * Query parameters whose values let the reader act as the caller: presigned AWS and Google URLs, Azure SAS, OAuth and
 * API keys. In lower case.
 */
const SECRET_PARAMETERS = new Set([
  'x-amz-signature',
  'x-amz-credential',
  'x-amz-security-token',
  'awsaccesskeyid',
  'signature',
  'sig',
  'x-goog-signature',
  'x-goog-credential',
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'code',
  'api_key',
  'apikey',
  'key',
  'password',
  'passwd',
  'secret',
  'client_secret',
])

/** Most URLs have no secret, and one look tells. */
const MAY_HAVE_SECRETS = new RegExp(`[?&;#](?:${[...SECRET_PARAMETERS].join('|')})=`, 'i')

/**
 * The URL without its user and password: whoever sees a trace could act as the caller with them.
 *
 *     postgresql://app:pw@db:5432/shop → postgresql://db:5432/shop
 */
export function withoutUser(url: string): string {
  return url.includes('@') ? url.replace(/^([a-z][a-z0-9+.:-]*\/\/)[^/?#]*@/i, '$1') : url
}

/** The host without the user and the password that may stand before it: `app:pw@db → db`. */
export function hostOnly(host: string): string {
  return host.includes('@') ? host.slice(host.lastIndexOf('@') + 1) : host
}

/**
 * The URL as it may be shown: without user and password, and its query and fragment as the user wishes them.
 *
 *     https://me:pw@a.example/o?X-Amz-Signature=9f86&part=2 → https://a.example/o?X-Amz-Signature=REDACTED&part=2
 */
export function showableUrl(url: string, settings: ConversionSettings): string {
  const shown = withoutUser(url)
  if (!shown.includes('?') && !shown.includes('#')) return shown
  const end = shown.search(/[?#]/)
  if (settings.urlQuery === 'keep') return shown
  if (settings.urlQuery === 'strip') return shown.slice(0, end)
  if (settings.secretParameters.size === 0 && !MAY_HAVE_SECRETS.test(shown)) return shown
  const redact = (whole: string, before: string, name: string) =>
    isSecret(name.toLowerCase(), settings) ? `${before}${name}=REDACTED` : whole
  return shown.slice(0, end) + shown.slice(end).replace(PARAMETER, redact)
}

const PARAMETER = /([?&;#])([^=&;#]*)=([^&;#]*)/g

function isSecret(name: string, { secretParameters }: ConversionSettings): boolean {
  return SECRET_PARAMETERS.has(name) || secretParameters.has(name)
}
