/** An address to listen on. */
export interface HostPort {
  readonly host: string
  readonly port: number
}

/** How a daemon is set up: what AWS's daemon takes by flag and by `cfg.yaml`, under the same defaults, and more. */
export interface DaemonSettings {
  /** Where documents come in over UDP. */
  udpAddress: HostPort
  /** Where samplers ask for rules over TCP. */
  tcpAddress: HostPort
  /** Megabytes of documents that may wait in memory; 0 is 1 % of the memory there is. */
  bufferMegabytes: number
  /** Calls of the destination at one time. */
  concurrency: number
  /** '' when it is to be found out. */
  region: string
  /** Where documents go; '' is X-Ray in the region. */
  endpoint: string
  /** Whether calls are signed that go to another host than AWS's own. */
  isSigned: boolean
  /** The role to call X-Ray as; '' when there is none. */
  roleArn: string
  /** The resource that the daemon runs on, as X-Ray's telemetry records name it. */
  resourceArn: string
  /** The profile of the shared AWS files; '' is the chain's own choice. */
  profile: string
  /** Whether the instance's metadata is left alone. */
  isLocal: boolean
  /** Whether any certificate will do. */
  noVerifySsl: boolean
  /** The HTTP proxy on the way out; '' when there is none. */
  proxyAddress: string
  logLevel: string
  /** The file of the log; '' is standard output. */
  logPath: string
  /** Whether the file is put aside at 50 MB. */
  isLogRotated: boolean
  /** Where spans of OTLP come in over HTTP; `undefined` is nowhere. */
  otlpHttpAddress: HostPort | undefined
  /** Where they come in over gRPC; `undefined` is nowhere. */
  otlpGrpcAddress: HostPort | undefined
  /** The room for datagrams to ask the kernel for; 0 leaves what it gives by itself. */
  receiveBufferMegabytes: number
  /** Where `/health` and `/metrics` are served; `undefined` is nowhere. */
  adminAddress: HostPort | undefined
  /** Where documents that were not delivered outlive the process; '' is nowhere. */
  spoolFolder: string
  spoolMegabytes: number
  /** Operations that programs may call beside those of samplers, by path. */
  alsoAllowed: readonly string[]
  /** How long a daemon that was told to end goes on delivering. */
  shutdownSeconds: number
}

/** What holds where neither a flag nor a file says otherwise. */
export const DEFAULT_SETTINGS: Readonly<DaemonSettings> = {
  udpAddress: { host: '127.0.0.1', port: 2000 },
  tcpAddress: { host: '127.0.0.1', port: 2000 },
  bufferMegabytes: 0,
  concurrency: 8,
  region: '',
  endpoint: '',
  isSigned: false,
  roleArn: '',
  resourceArn: '',
  profile: '',
  isLocal: false,
  noVerifySsl: false,
  proxyAddress: '',
  logLevel: 'prod',
  logPath: '',
  isLogRotated: true,
  otlpHttpAddress: undefined,
  otlpGrpcAddress: undefined,
  receiveBufferMegabytes: 8,
  adminAddress: undefined,
  spoolFolder: '',
  spoolMegabytes: 256,
  alsoAllowed: [],
  shutdownSeconds: 10,
}

/** Says why a daemon cannot be set up as it is told to: the setting, its value, the rule, the way out. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}
