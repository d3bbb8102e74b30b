import { type DaemonSettings, parseHostPort, SettingsError } from '../daemon/index.ts'
import { UsageError } from './read-options.ts'

/** A flag of `spanray daemon`. */
interface Flag {
  readonly long: string
  readonly short?: string
  /** What its value is; a flag without is true where it stands. */
  readonly value?: string
  readonly about: string
  readonly read: (text: string, name: string) => FlagSettings
}

/** What flags say: settings of the daemon, and what only the command line has. */
export type FlagSettings = Partial<DaemonSettings> & {
  /** The file of settings that must be right. */
  configPath?: string
  isHelpWanted?: boolean
  isVersionWanted?: boolean
}

/** AWS's own, under their names. */
const OF_AWS: readonly Flag[] = [
  {
    long: 'resource-arn',
    short: 'a',
    value: 'ARN',
    about: 'the AWS resource that the daemon runs on',
    read: resourceArn => ({ resourceArn }),
  },
  {
    long: 'local-mode',
    short: 'o',
    about: 'do not ask for the metadata of an EC2 instance',
    read: (text, name) => ({ isLocal: readTruth(name, text) }),
  },
  {
    long: 'buffer-memory',
    short: 'm',
    value: 'MB',
    about: 'documents that may wait in memory, 3 or more (1 % of it)',
    read: (text, name) => ({ bufferMegabytes: readNumber(name, text) }),
  },
  {
    long: 'region',
    short: 'n',
    value: 'REGION',
    about: 'the region of X-Ray to send to',
    read: region => ({ region }),
  },
  {
    long: 'bind',
    short: 'b',
    value: 'HOST:PORT',
    about: 'where documents come in over UDP (127.0.0.1:2000)',
    read: (text, name) => ({ udpAddress: parseHostPort(name, text) }),
  },
  {
    long: 'bind-tcp',
    short: 't',
    value: 'HOST:PORT',
    about: 'where samplers ask for rules over TCP (127.0.0.1:2000)',
    read: (text, name) => ({ tcpAddress: parseHostPort(name, text) }),
  },
  {
    long: 'role-arn',
    short: 'r',
    value: 'ARN',
    about: 'the IAM role to send as',
    read: roleArn => ({ roleArn }),
  },
  {
    long: 'config',
    short: 'c',
    value: 'FILE',
    about: 'a cfg.yaml, every key of which must be known',
    read: configPath => ({ configPath }),
  },
  {
    long: 'log-file',
    short: 'f',
    value: 'FILE',
    about: 'where the log goes, in place of standard output',
    read: logPath => ({ logPath }),
  },
  {
    long: 'log-level',
    short: 'l',
    value: 'LEVEL',
    about: 'dev, debug, info, warn, error or prod (prod)',
    read: logLevel => ({ logLevel }),
  },
  {
    long: 'proxy-address',
    short: 'p',
    value: 'URL',
    about: 'the HTTP proxy on the way to X-Ray',
    read: proxyAddress => ({ proxyAddress }),
  },
  {
    long: 'version',
    short: 'v',
    about: 'print the version',
    read: () => ({ isVersionWanted: true }),
  },
  { long: 'help', short: 'h', about: 'print this', read: () => ({ isHelpWanted: true }) },
]

const OUR_OWN: readonly Flag[] = [
  {
    long: 'endpoint',
    value: 'URL',
    about: 'where to send to: https://…, otlp+https://…, udp://HOST:PORT (X-Ray)',
    read: endpoint => ({ endpoint }),
  },
  {
    long: 'sign',
    about: "sign calls to an endpoint that is not AWS's own as well",
    read: (text, name) => ({ isSigned: readTruth(name, text) }),
  },
  {
    long: 'otlp',
    about: 'take spans of OTLP: 127.0.0.1:4318 by HTTP, 127.0.0.1:4317 by gRPC',
    read: (text, name) => (readTruth(name, text) ? { ...OTLP_ADDRESSES } : {}),
  },
  {
    long: 'otlp-http',
    value: 'HOST:PORT',
    about: 'take spans of OTLP by HTTP there',
    read: (text, name) => ({ otlpHttpAddress: parseHostPort(name, text) }),
  },
  {
    long: 'otlp-grpc',
    value: 'HOST:PORT',
    about: 'take spans of OTLP by gRPC there',
    read: (text, name) => ({ otlpGrpcAddress: parseHostPort(name, text) }),
  },
  {
    long: 'proxy-allow',
    value: 'PATHS',
    about: 'what else may be called over TCP: /TraceSegments,/TelemetryRecords',
    read: (text, name) => ({ alsoAllowed: readPaths(name, text) }),
  },
  {
    long: 'receive-buffer',
    value: 'MB',
    about: 'room for datagrams to ask the kernel for (8)',
    read: (text, name) => ({ receiveBufferMegabytes: readNumber(name, text) }),
  },
  {
    long: 'admin',
    value: 'HOST:PORT',
    about: 'serve /health, and /metrics for Prometheus',
    read: (text, name) => ({ adminAddress: parseHostPort(name, text) }),
  },
  {
    long: 'spool',
    value: 'DIR',
    about: 'keep documents there until they are delivered',
    read: spoolFolder => ({ spoolFolder }),
  },
  {
    long: 'spool-size',
    value: 'MB',
    about: 'what the spool may take of the disk (256)',
    read: (text, name) => ({ spoolMegabytes: readNumber(name, text) }),
  },
  {
    long: 'shutdown-seconds',
    value: 'N',
    about: 'how long to go on delivering after SIGTERM (10)',
    read: (text, name) => ({ shutdownSeconds: readNumber(name, text) }),
  },
]

/** Where OpenTelemetry's exporters send to when they are told nothing. */
const OTLP_ADDRESSES = {
  otlpHttpAddress: { host: '127.0.0.1', port: 4318 },
  otlpGrpcAddress: { host: '127.0.0.1', port: 4317 },
}

const FLAGS = [...OF_AWS, ...OUR_OWN]

/**
 * What the flags of a command line say. As in AWS's daemon, which is written in Go, one dash is as good as two, and a
 * value follows its flag or an equals sign; a later flag beats an earlier one.
 *
 *     readFlags(['-o', '--region=eu-west-1', '-bind', ':2000']) → { isLocal: true, region: 'eu-west-1', udpAddress: … }
 *
 * @throws UsageError at a flag that nobody knows, one without its value, or a word that is none
 * @throws SettingsError at a value that is not right
 */
export function readFlags(args: readonly string[]): FlagSettings {
  const settings: FlagSettings = {}
  const rest = [...args]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, given] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(word) ?? []
    const flag = name ? FLAGS.find(({ long, short }) => name === long || name === short) : undefined
    if (!flag) throw new UsageError(`${name ? 'Unknown flag' : 'Unexpected argument'} ${quoted(word)}`)
    const value = given ?? (flag.value === undefined ? 'true' : rest.shift())
    if (value === undefined) throw new UsageError(`${word} needs its ${flag.value}`)
    Object.assign(settings, flag.read(value, `--${flag.long}`))
  }
  return settings
}

/** The flags as `--help` lists them, a line for each. */
export function flagLines(): { ofAws: string[]; ourOwn: string[] } {
  return { ofAws: OF_AWS.map(lineOf), ourOwn: OUR_OWN.map(lineOf) }
}

function lineOf({ long, short, value = '', about }: Flag): string {
  const names = `${short ? `-${short}, ` : '    '}--${long} ${value}`
  return `  ${names.padEnd(28)} ${about}`
}

function readNumber(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new SettingsError(`${name} is ${quoted(text)}; it must be a whole number, 0 or more`)
}

function readPaths(name: string, text: string): string[] {
  const paths = text.split(',')
  if (paths.every(path => /^\/[A-Za-z]{1,60}$/.test(path))) return paths
  throw new SettingsError(
    `${name} is ${quoted(text)}; it must be paths of X-Ray's API, such as /TraceSegments`,
  )
}

function readTruth(name: string, text: string): boolean {
  if (/^(1|t|true)$/i.test(text)) return true
  if (/^(0|f|false)$/i.test(text)) return false
  throw new SettingsError(`${name} is ${quoted(text)}; it must be true or false`)
}

function quoted(text: string): string {
  return `'${text.slice(0, 60)}'`
}
