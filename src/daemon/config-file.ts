import { quoteValue } from '../document/index.ts'
import { type DaemonSettings, SettingsError } from './daemon-settings.ts'
import { parseHostPort } from './parse-host-port.ts'

/** A file of settings is a page long; what is longer is some other file. */
const MAX_CONFIG_BYTES = 64 * 1024

const VERSIONS = [1, 2]

/** Keys of old files that AWS's daemon has renamed. */
const RENAMED: Readonly<Record<string, string>> = {
  LogRotation: 'Logging.LogRotation',
  MemoryLimit: 'TotalBufferSizeMB',
  'Processor.Endpoint': 'Endpoint',
  'Processor.Region': 'Region',
  'Processor.Routine': 'Concurrency',
}

/** Keys of old files that AWS's daemon has given up. */
const GONE = [
  'Logging.LogFormat',
  'Processor.BatchProcessorQueueSize',
  'Profile.CPU',
  'Profile.Memory',
  'Socket.BufferSizeKB',
]

type Settings = Partial<DaemonSettings>
type Reader = (key: string, value: unknown) => Settings

/** Each key that is known, and what it says. Those that say nothing AWS's daemon reads and forgets, too. */
const READERS: Readonly<Record<string, Reader>> = {
  Version: () => ({}),
  TotalBufferSizeMB: (key, value) => ({ bufferMegabytes: wholeNumber(key, value) }),
  // As in AWS's daemon, 0 is as good as nothing.
  Concurrency: (key, value) => unlessZero(wholeNumber(key, value), concurrency => ({ concurrency })),
  Region: (key, value) => ({ region: text(key, value) }),
  Endpoint: (key, value) => ({ endpoint: text(key, value) }),
  ResourceARN: (key, value) => ({ resourceArn: text(key, value) }),
  RoleARN: (key, value) => ({ roleArn: text(key, value) }),
  Profile: (key, value) => ({ profile: text(key, value) }),
  ProxyAddress: (key, value) => ({ proxyAddress: text(key, value) }),
  LocalMode: (key, value) => ({ isLocal: truth(key, value) }),
  NoVerifySSL: (key, value) => ({ noVerifySsl: truth(key, value) }),
  'Socket.UDPAddress': (key, value) => unlessEmpty(key, value, udpAddress => ({ udpAddress })),
  'Socket.TCPAddress': (key, value) => unlessEmpty(key, value, tcpAddress => ({ tcpAddress })),
  'Logging.LogRotation': (key, value) => ({ isLogRotated: truth(key, value) }),
  'Logging.LogLevel': (key, value) => (value === '' ? {} : { logLevel: text(key, value) }),
  'Logging.LogPath': (key, value) => ({ logPath: text(key, value) }),
  'ProxyServer.IdleConnTimeout': () => ({}),
  'ProxyServer.MaxIdleConnsPerHost': () => ({}),
  'ProxyServer.MaxIdleConns': () => ({}),
}

/**
 * The settings in the text of a `cfg.yaml`, of version 1 or 2 as AWS's daemon reads them.
 *
 *     await parseConfigFile('Version: 2\nRegion: eu-west-1', 'cfg.yaml', true) → { region: 'eu-west-1' }
 *
 * @param isStrict whether a key that nobody knows is an error, as with `-c`; else it is passed over
 * @throws SettingsError naming the file, the key and the rule; whatever the text is
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-daemon-configuration.html
 */
export async function parseConfigFile(yaml: string, path: string, isStrict: boolean): Promise<Settings> {
  try {
    const fields = await readYaml(yaml)
    checkVersion(fields)
    return Object.assign({}, ...flatten(fields).map(([key, value]) => readKey(key, value, isStrict)))
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    throw new SettingsError(`Cannot use the configuration file ${path}: ${error.message}`)
  }
}

type Fields = Record<string, unknown>

async function readYaml(yaml: string): Promise<Fields> {
  if (Buffer.byteLength(yaml) > MAX_CONFIG_BYTES) {
    throw new SettingsError(`it is over ${MAX_CONFIG_BYTES.toLocaleString('en-US')} bytes`)
  }
  // Few daemons have a file: the others start without it.
  const { parseDocument } = await import('yaml')
  let value: unknown
  try {
    // AWS's daemon reads `yes` as true, as YAML 1.1 does.
    const document = parseDocument(yaml, { version: '1.1', logLevel: 'silent', prettyErrors: false })
    const error = document.errors[0]
    if (error) throw error
    value = document.toJS()
  } catch (error) {
    // Errors of every kind come from texts that are made for it: an alias in a circle, a list ten thousand deep.
    throw new SettingsError(`it is not YAML: ${String((error as Error).message).slice(0, 200)}`)
  }
  if (!isFields(value)) throw new SettingsError(`it is ${quoteValue(value)}; it must be keys and values`)
  return value
}

function checkVersion({ Version: version }: Fields): void {
  if (version === undefined) throw new SettingsError('it has no Version; write "Version: 2" into it')
  if (!VERSIONS.includes(version as number)) {
    throw new SettingsError(
      `its Version is ${quoteValue(version)}; there are ${VERSIONS.join(' and ')}; write "Version: 2"`,
    )
  }
}

/** `{ Socket: { UDPAddress: … } }` → `['Socket.UDPAddress', …]` */
function flatten(fields: Fields): [key: string, value: unknown][] {
  const flat: [string, unknown][] = []
  for (const [key, value] of Object.entries(fields)) {
    if (!isFields(value)) flat.push([key, value])
    else for (const inner of Object.keys(value)) flat.push([`${key}.${inner}`, value[inner]])
  }
  return flat
}

function readKey(key: string, value: unknown, isStrict: boolean): Settings {
  const read = Object.hasOwn(READERS, key) ? READERS[key] : undefined
  // A key with nothing behind it says nothing.
  if (read) return value === null ? {} : read(key, value)
  if (!isStrict || isSection(key, value)) return {}
  if (Object.hasOwn(RENAMED, key)) throw new SettingsError(`${key} is called ${RENAMED[key]} now`)
  if (GONE.includes(key)) throw new SettingsError(`${key} is not supported any more; take it out`)
  throw new SettingsError(
    `it has the unknown key ${quoteValue(key)}; beside it there may be ${siblingsOf(key).join(', ')}`,
  )
}

/** The keys that are known in the section of this one; where there is no such section, those in none. */
function siblingsOf(key: string): string[] {
  const section = key.slice(0, key.indexOf('.') + 1)
  const keys = Object.keys(READERS)
  const inSection = section === '' ? [] : keys.filter(each => each.startsWith(section))
  return inSection.length > 0 ? inSection : keys.filter(each => !each.includes('.'))
}

/** `Logging:` with nothing in it. */
function isSection(key: string, value: unknown): boolean {
  return value === null && Object.keys(READERS).some(each => each.startsWith(`${key}.`))
}

function text(key: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw new SettingsError(`${key} is ${quoteValue(value)}; it must be text`)
}

function wholeNumber(key: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new SettingsError(`${key} is ${quoteValue(value)}; it must be a whole number, 0 or more`)
}

function truth(key: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new SettingsError(`${key} is ${quoteValue(value)}; it must be true or false`)
}

function unlessZero(value: number, settings: (value: number) => Settings): Settings {
  return value === 0 ? {} : settings(value)
}

function unlessEmpty(
  key: string,
  value: unknown,
  settings: (address: DaemonSettings['udpAddress']) => Settings,
): Settings {
  return value === '' ? {} : settings(parseHostPort(key, text(key, value)))
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
