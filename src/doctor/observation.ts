/** What a process of the app says of itself while it runs. */
export interface Observation {
  readonly pid: number
  /** The file that it began with. */
  readonly script: string | undefined
  /** Whether spanray/register was loaded into it. */
  readonly isPreloaded: boolean
  /** Whether that traces it: it leaves package managers alone, and an SDK that was there before. */
  readonly isTraced: boolean
  /** Whether anybody has registered tracing with OpenTelemetry's API. */
  readonly isRegistered: boolean
  readonly spans: LedgerLine | undefined
  readonly documents: LedgerLine | undefined
  /** Our instrumentations that are at work, by their names. */
  readonly instrumentations: readonly string[]
  /** Packages it has loaded that could be traced, that trace, or that are OpenTelemetry's API. */
  readonly loaded: readonly LoadedPackage[]
}

/** A line of an exporter's account. */
export interface LedgerLine {
  readonly made: number
  readonly sent: number
  readonly waiting: number
  readonly unprocessed: Readonly<Record<string, number>>
  readonly rejected: Readonly<Record<string, number>>
  readonly dropped: Readonly<Record<string, number>>
}

export interface LoadedPackage {
  readonly name: string
  readonly version: string | undefined
  /** Its folder. */
  readonly path: string
}
