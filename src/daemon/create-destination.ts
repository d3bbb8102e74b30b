import { ApiConnection, type CallError, type CallXRay, callApi, callXRayAt } from '../client/index.ts'
import { ApiEmitter, type Emitter, parseDestination, UdpEmitter } from '../emit/index.ts'
import { type DaemonSettings, SettingsError } from './daemon-settings.ts'

/** Where documents go and calls are answered. */
export interface Destination {
  /** What a log calls it. */
  readonly name: string
  readonly emitter: Emitter
  /** Calls X-Ray, or the daemon in front of it. */
  readonly call: CallXRay
  /** Whether it is X-Ray's API, which wants to be told how the daemon fares. */
  readonly isApi: boolean
  /** The region of AWS that it is in; rejects when nothing says. Only where the region is what says where it is. */
  readonly findRegion?: () => Promise<string>
}

/** As AWS's daemon waits for an answer, and how long documents are held by their emitter before they wait in the backlog. */
const CALL_TIMEOUT_MILLIS = 5000
const PATIENCE_MILLIS = 10_000

type DaemonDestination = Extract<ReturnType<typeof parseDestination>, { protocol: 'udp' }>

type Settings = Pick<
  DaemonSettings,
  'concurrency' | 'endpoint' | 'isLocal' | 'noVerifySsl' | 'profile' | 'proxyAddress' | 'region' | 'roleArn'
>

/**
 * The destination of a daemon: X-Ray in the region where no endpoint is named, whatever answers like it at an `http:` or
 * `https:` URL, or another daemon at `udp://host:port`.
 *
 * @param onFailure told of each call of the API that failed
 * @throws SettingsError when the endpoint is nothing that can be sent to
 */
export function createDestination(settings: Settings, onFailure: (error: CallError) => void): Destination {
  try {
    const destination = parseDestination(settings.endpoint || 'xray')
    return destination.protocol === 'udp' ? anotherDaemon(destination) : xray(settings, onFailure)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new SettingsError(error.message)
  }
}

function anotherDaemon(destination: DaemonDestination): Destination {
  const { host, port } = destination
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return {
    name: `udp://${authority}`,
    emitter: new UdpEmitter(destination),
    call: callXRayAt(`http://${authority}`),
    isApi: false,
  }
}

function xray(settings: Settings, onFailure: (error: CallError) => void): Destination {
  const { concurrency, endpoint, isLocal, noVerifySsl, profile, proxyAddress, region, roleArn } = settings
  const connection = new WatchedConnection(
    {
      url: endpoint || undefined,
      region: region || undefined,
      askInstance: !isLocal,
      profile: profile || undefined,
      roleArn: roleArn || undefined,
      roleSessionName: 'xray-daemon',
      proxyAddress: proxyAddress || undefined,
      verifyTls: !noVerifySsl,
      maxConnections: concurrency,
      timeoutMillis: CALL_TIMEOUT_MILLIS,
      isWaitedFor: true,
    },
    onFailure,
  )
  const bounds = {
    maxCalls: concurrency,
    // Batches come from the backlog, which knows no more than its memory holds.
    gatherMillis: 0,
    maxWaitingBytes: Number.POSITIVE_INFINITY,
    patienceMillis: PATIENCE_MILLIS,
  }
  return {
    name: endpoint ? new URL(endpoint).origin : 'X-Ray',
    emitter: new ApiEmitter(connection, bounds),
    call: callApi(connection),
    isApi: true,
    ...(!endpoint && { findRegion: () => connection.findRegion() }),
  }
}

type ConnectionOptions = NonNullable<ConstructorParameters<typeof ApiConnection>[0]>

/** A connection of whose failures somebody is told. */
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
      this.#onFailure(error as CallError)
      throw error
    }
  }
}
