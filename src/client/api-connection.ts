import { isOfAws, regionOfHost, xrayHost } from './aws-endpoint.ts'
import { retryAfterMillis } from './backoff.ts'
import { CallError } from './call-error.ts'
import { type HttpAnswer, HttpClient, type HttpClientOptions } from './http-client.ts'
import { refusalOf } from './refusal.ts'
import { serverClockAhead } from './server-clock.ts'
import type { CredentialOptions, RegionOptions, Signer } from './signer.ts'

/** Which X-Ray, and how it is spoken to. */
export interface ApiOptions extends HttpClientOptions, CredentialOptions, RegionOptions {
  /** Where it is, with `https:` or `http:`; a path in it goes before the operation's. @default X-Ray in the region */
  url?: string | undefined
  /** @default that of the URL's host, else what AWS's own tools would take */
  region?: string | undefined
  /** Whether requests are signed. @default where the URL has `https:` and a host of AWS, or there is none */
  sign?: boolean | undefined
}

/**
 * The X-Ray API, or what answers like it: sends a request to it, signed where that is wanted. A signature that was
 * refused for our clock's sake is made again by the server's, and one whose credentials have expired with new ones, once.
 *
 *     await new ApiConnection({ region: 'eu-west-1' }).post('/GetSamplingRules', body, { 'content-type': 'application/json' })
 */
export class ApiConnection {
  readonly #options: ApiOptions
  readonly #http: HttpClient
  readonly #isSigned: boolean
  #region: Promise<string> | undefined
  #signer: Promise<Signer> | undefined
  /** How far the server's clock is ahead of ours. */
  #clockAheadMillis = 0
  /** How often credentials were found anew. */
  #renewals = 0

  /** @throws {TypeError} when the URL is none, or has another protocol */
  constructor(options: ApiOptions = {}) {
    const url = options.url === undefined ? undefined : new URL(options.url)
    if (url && !/^https?:$/.test(url.protocol))
      throw new TypeError(`Cannot call X-Ray at '${options.url}': write https:// or http://`)
    this.#options = options
    this.#http = new HttpClient(options)
    this.#isSigned = options.sign ?? (!url || isOfAws(url))
  }

  /**
   * The answer, whose status is 2xx.
   * @throws {CallError} when there is none, or another one; always of this class
   */
  async post(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const url = await this.#url(path)
    let isCorrected = false
    let isRenewed = false
    for (;;) {
      const renewals = this.#renewals
      const sent = await this.#headers(url, body, headers)
      const answer = await this.#send(url, body, sent)
      if (answer.status >= 200 && answer.status < 300) return answer
      const refusal = refusalOf(answer, sent)
      if (this.#isSigned && refusal.isOfSignature && !isCorrected && this.#correctClock(answer)) {
        isCorrected = true
      } else if (this.#isSigned && refusal.isOfCredentials && !isRenewed) {
        isRenewed = true
        // Of many calls that find out together, one has them found anew.
        if (renewals === this.#renewals) await this.#renew()
      } else {
        throw new CallError(`Cannot call X-Ray at ${placeOf(url)}: it answered ${refusal.text}`, {
          code: refusal.code,
          status: answer.status,
          retryAfterMillis: retryAfterMillis(textOf(answer.headers['retry-after']), Date.now()),
          isTransient: refusal.isTransient,
        })
      }
    }
  }

  /**
   * The region that it calls in.
   * @throws {CallError} with the code `no_region`, when nothing says
   */
  async findRegion(): Promise<string> {
    const { region, url } = this.#options
    const known = region ?? (url && regionOfHost(new URL(url).hostname))
    if (known) return known
    this.#region ??= import('./aws-signing.ts').then(({ findRegion }) => findRegion(this.#options))
    try {
      return await this.#region
    } catch {
      this.#region = undefined
      throw new CallError('Cannot call X-Ray: nothing says in which region; set AWS_REGION', {
        code: 'no_region',
        isTransient: true,
      })
    }
  }

  /** Ends all connections, with what is under way on them. */
  close(): Promise<void> {
    return this.#http.close()
  }

  async #url(path: string): Promise<URL> {
    if (this.#options.url === undefined) {
      const region = await this.findRegion()
      const host = xrayHost(region)
      if (host) return new URL(`https://${host}${path}`)
      throw new CallError(`Cannot call X-Ray: '${region}' is no region of AWS`, {
        code: 'no_region',
        isTransient: false,
      })
    }
    const base = new URL(this.#options.url)
    return new URL(base.pathname.replace(/\/$/, '') + path, base)
  }

  async #headers(
    url: URL,
    body: Uint8Array,
    headers: Readonly<Record<string, string>>,
  ): Promise<Record<string, string>> {
    const own = { ...headers, host: url.host, 'content-length': `${body.length}`, 'user-agent': USER_AGENT }
    if (!this.#isSigned) return own
    const region = await this.findRegion()
    const at = new Date(Date.now() + this.#clockAheadMillis)
    try {
      return await (await this.#findSigner()).sign({ method: 'POST', url, headers: own, body }, region, at)
    } catch (error) {
      this.#signer = undefined
      throw new CallError(
        `Cannot call X-Ray at ${placeOf(url)}: there are no credentials (${firstLine(error)}); give the process a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
        { code: 'no_credentials', isTransient: true },
      )
    }
  }

  async #send(url: URL, body: Uint8Array, headers: Record<string, string>): Promise<HttpAnswer> {
    try {
      return await this.#http.post(url, headers, body)
    } catch (error) {
      const { code = 'network', message } = error as NodeJS.ErrnoException
      throw new CallError(`Cannot call X-Ray at ${placeOf(url)}: ${message}`, { code, isTransient: true })
    }
  }

  #correctClock({ headers }: HttpAnswer): boolean {
    const ahead = serverClockAhead(textOf(headers.date), Date.now(), this.#clockAheadMillis)
    if (ahead === undefined) return false
    this.#clockAheadMillis = ahead
    return true
  }

  async #renew(): Promise<void> {
    this.#renewals++
    const signer = await this.#findSigner()
    signer.renew()
  }

  #findSigner(): Promise<Signer> {
    this.#signer ??= import('./aws-signing.ts').then(({ createSigner }) =>
      createSigner(this.#options, () => this.findRegion()),
    )
    return this.#signer
  }
}

const USER_AGENT = `spanray/${SPANRAY_VERSION}`

/** The value of a header that comes once. */
function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined
}

/** Without what else a URL may hold: a user, a password, a query. */
function placeOf({ origin, pathname }: URL): string {
  return origin + pathname
}

function firstLine(error: unknown): string {
  return String((error as Error)?.message ?? error)
    .split('\n')[0]!
    .slice(0, 200)
}
