import { ApiConnection, CallError, type CallXRay, callApi, callXRayAt, isLoopback } from '../client/index.ts'
import { ApiEmitter, type Emitter, OtlpEmitter, parseDestination, UdpEmitter } from '../emit/index.ts'
import { type DaemonSettings, type HostPort, SettingsError } from './daemon-settings.ts'
import { parseProxyAddress } from './parse-proxy-address.ts'

/** Where documents go and calls are answered. */
export interface Destination {
  /** Another daemon, X-Ray's API or what answers like it, or an OTLP endpoint, which takes spans and no documents. */
  readonly protocol: 'udp' | 'xray' | 'otlp'
  /** What a log calls it. */
  readonly name: string
  readonly emitter: Emitter
  /** Calls X-Ray, or the daemon in front of it. */
  readonly call: CallXRay
  /** The region of AWS that it is in; rejects when nothing says. Only where the region is what says where it is. */
  readonly findRegion?: () => Promise<string>
}

/** As AWS's daemon waits for an answer, and how long documents are held by their emitter before they wait in the backlog. */
const CALL_TIMEOUT_MILLIS = 5000
const PATIENCE_MILLIS = 10_000

type Settings = Pick<
  DaemonSettings,
  | 'concurrency'
  | 'endpoint'
  | 'isLocal'
  | 'isSigned'
  | 'noVerifySsl'
  | 'profile'
  | 'proxyAddress'
  | 'region'
  | 'roleArn'
  | 'udpAddress'
>

/**
 * The destination of a daemon: X-Ray in the region where no endpoint is named, whatever answers like it at an `http:` or
 * `https:` URL, an OTLP endpoint at `otlp+https:`, or another daemon at `udp://host:port`.
 *
 * @param onFailure told of each call of the API that failed
 * @throws SettingsError when the endpoint is nothing that can be sent to, or the proxy none
 */
export function createDestination(settings: Settings, onFailure: (error: CallError) => void): Destination {
  try {
    const destination = parseDestination(settings.endpoint || 'xray')
    if (destination.protocol === 'udp') return anotherDaemon(destination, settings.udpAddress)
    const connect = (url: string | undefined) =>
      new WatchedConnection(connectionOptions(settings, url), onFailure)
    return destination.protocol === 'otlp'
      ? otlpEndpoint(destination.url, connect, boundsOf(settings))
      : xray(destination.url, connect, boundsOf(settings))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new SettingsError(error.message)
  }
}

type Connect = (url: string | undefined) => ApiConnection

function anotherDaemon(
  destination: Extract<ReturnType<typeof parseDestination>, { protocol: 'udp' }>,
  own: HostPort,
): Destination {
  const { host, port } = destination
  if (port === own.port && isHeardOn(own.host, host)) {
    throw new SettingsError(
      `Cannot send to udp://${host}:${port}: this daemon itself listens there; name another place with --endpoint, or listen elsewhere with --bind`,
    )
  }
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return {
    protocol: 'udp',
    name: `udp://${authority}`,
    emitter: new UdpEmitter(destination),
    call: callXRayAt(`http://${authority}`),
  }
}

/** Whether what is sent to a host comes to who listens on an address of this machine. */
function isHeardOn(address: string, host: string): boolean {
  if (address === '0.0.0.0') return isLoopback(host)
  return host === address || (host === 'localhost' && address === '127.0.0.1')
}

function xray(url: string | undefined, connect: Connect, bounds: Bounds): Destination {
  const connection = connect(url)
  return {
    protocol: 'xray',
    name: url ? new URL(url).origin : 'X-Ray',
    emitter: new ApiEmitter(connection, bounds),
    call: callApi(connection),
    ...(!url && { findRegion: () => connection.findRegion() }),
  }
}

/** X-Ray's own endpoint for OTLP is on the host of its API. */
function otlpEndpoint(url: string, connect: Connect, bounds: Bounds): Destination {
  const { origin, pathname } = new URL(url)
  return {
    protocol: 'otlp',
    name: `${origin}${pathname} (OTLP)`,
    emitter: new OtlpEmitter(connect(url), bounds),
    call: callApi(connect(origin)),
  }
}

type Bounds = ReturnType<typeof boundsOf>

function boundsOf({ concurrency }: Settings) {
  return {
    maxCalls: concurrency,
    // Batches come from the backlog, which knows no more than its memory holds.
    gatherMillis: 0,
    maxWaitingBytes: Number.POSITIVE_INFINITY,
    patienceMillis: PATIENCE_MILLIS,
  }
}

type ConnectionOptions = NonNullable<ConstructorParameters<typeof ApiConnection>[0]>

function connectionOptions(settings: Settings, url: string | undefined): ConnectionOptions {
  const { concurrency, isLocal, isSigned, noVerifySsl, profile, proxyAddress, region, roleArn } = settings
  // What is none harms only those who would go by it.
  const isProxied = proxyAddress !== '' && !url?.startsWith('http:')
  return {
    url,
    region: region || undefined,
    askInstance: !isLocal,
    ...(isSigned && { sign: true }),
    profile: profile || undefined,
    roleArn: roleArn || undefined,
    roleSessionName: 'xray-daemon',
    proxyAddress: isProxied ? parseProxyAddress(proxyAddress) : undefined,
    verifyTls: !noVerifySsl,
    maxConnections: concurrency,
    timeoutMillis: CALL_TIMEOUT_MILLIS,
    isWaitedFor: true,
  }
}

/**
 * Refusals of what a call carries. All others are of who calls, and where: an operator mends that, and documents wait for
 * it as they do for an X-Ray that gives no answer.
 */
const OF_CONTENT: ReadonlySet<number | undefined> = new Set([400, 413])

/** Of who calls, by whatever status they come. */
const OF_CALLER = /AccessDenied|NotAuthorized|OptInRequired|Signature|Token|UnrecognizedClient/

/** A connection of whose failures somebody is told, and that nobody's rights are the end of a document for. */
class WatchedConnection extends ApiConnection {
  readonly #onFailure: (error: CallError) => void

  constructor(options: ConnectionOptions, onFailure: (error: CallError) => void) {
    super(options)
    this.#onFailure = onFailure
  }

  override async post(...args: Parameters<ApiConnection['post']>): ReturnType<ApiConnection['post']> {
    try {
      return await super.post(...args)
    } catch (error) {
      const failure = error as CallError
      this.#onFailure(failure)
      const isTransient =
        failure.isTransient || !OF_CONTENT.has(failure.status) || OF_CALLER.test(failure.code)
      throw new CallError(failure.message, { ...failure, isTransient })
    }
  }
}
