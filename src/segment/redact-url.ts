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

const REDACTED = 'REDACTED'

/** Most URLs have no secret, and one look tells. */
const MAY_HAVE_SECRETS = new RegExp(`[?&;](?:${[...SECRET_PARAMETERS].join('|')})=`, 'i')

/**
 * The URL without what would let its reader act as the caller: no user and password, no value of a secret parameter.
 *
 *     https://me:pw@a.example/o?X-Amz-Signature=9f86&part=2 → https://a.example/o?X-Amz-Signature=REDACTED&part=2
 */
export function redactUrl(url: string): string {
  const withoutUser = url.includes('@') ? url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1') : url
  const question = withoutUser.indexOf('?')
  if (question < 0 || !MAY_HAVE_SECRETS.test(withoutUser)) return withoutUser
  return withoutUser.slice(0, question) + withoutUser.slice(question).replace(PARAMETER, redactParameter)
}

const PARAMETER = /([?&;])([^=&;#]*)=([^&;#]*)/g

function redactParameter(whole: string, before: string, name: string): string {
  return SECRET_PARAMETERS.has(name.toLowerCase()) ? `${before}${name}=${REDACTED}` : whole
}
