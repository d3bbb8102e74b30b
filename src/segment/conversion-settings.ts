import { MAX_DOCUMENT_BYTES } from '../document/index.ts'

/** What a user may choose of the conversion. */
export interface ConversionOptions {
  /** Bytes of UTF-8 that a document may have. @default {64000} */
  maxDocumentBytes?: number | undefined
  /** Keys of attributes that become annotations; `*` for all; a resource's as `otel.resource.<key>`. @default {[]} */
  indexedAttributes?: Iterable<string> | undefined
  /** Whether subsegments are nested in their parent's document; else each span is a document. @default {true} */
  nest?: boolean | undefined
  /** What is written of an SQL text: its words without literals, all of it, or nothing. @default {'sanitized'} */
  sql?: 'sanitized' | 'raw' | 'off' | undefined
  /** What is written of a URL's query: all but secret values, all of it, or nothing. @default {'redact'} */
  urlQuery?: 'redact' | 'keep' | 'strip' | undefined
  /** Names of query parameters whose values are secret, beside those that are known to be. @default {[]} */
  secretParameters?: Iterable<string> | undefined
  /** Hosts that send segments too: X-Ray takes a trace for broken until they do. @default {[]} */
  tracedHosts?: Iterable<string> | undefined
}

/** The choices, ready for use. */
export interface ConversionSettings {
  readonly maxDocumentBytes: number
  readonly indexedAttributes: ReadonlySet<string>
  readonly nest: boolean
  readonly sql: 'sanitized' | 'raw' | 'off'
  readonly urlQuery: 'redact' | 'keep' | 'strip'
  /** In lower case. */
  readonly secretParameters: ReadonlySet<string>
  readonly tracedHosts: ReadonlySet<string>
}

/** An exporter gives the same options with each batch. */
const known = new WeakMap<ConversionOptions, ConversionSettings>()

/** The settings for these options, the same object for the same options. */
export function conversionSettings(options: ConversionOptions): ConversionSettings {
  let settings = known.get(options)
  if (!settings) {
    settings = {
      maxDocumentBytes: options.maxDocumentBytes ?? MAX_DOCUMENT_BYTES,
      indexedAttributes: new Set(options.indexedAttributes),
      nest: options.nest ?? true,
      sql: options.sql ?? 'sanitized',
      urlQuery: options.urlQuery ?? 'redact',
      secretParameters: new Set(Array.from(options.secretParameters ?? [], name => name.toLowerCase())),
      tracedHosts: new Set(options.tracedHosts),
    }
    known.set(options, settings)
  }
  return settings
}
