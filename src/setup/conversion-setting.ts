import type { XRaySpanExporterOptions } from '../export/index.ts'
import { isTrue } from './is-true.ts'
import { listSetting } from './list-setting.ts'

const URL_QUERIES = ['redact', 'keep', 'strip'] as const

/** What the environment says of the documents' content; for a value that is none, a warning and the default. */
export function conversionSetting(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): XRaySpanExporterOptions {
  return {
    indexedAttributes: listSetting(environment.SPANRAY_INDEXED_ATTRIBUTES),
    sql: isTrue(environment.AWS_XRAY_COLLECT_SQL_QUERIES) ? 'raw' : 'sanitized',
    urlQuery: urlQuery(environment.SPANRAY_URL_QUERY, warn),
  }
}

function urlQuery(word: string | undefined, warn: (message: string) => void): (typeof URL_QUERIES)[number] {
  const known = URL_QUERIES.find(each => each === word?.toLowerCase())
  if (word && !known)
    warn(`SPANRAY_URL_QUERY='${word}' is no choice: write ${URL_QUERIES.join(', ')}; using redact`)
  return known ?? 'redact'
}
