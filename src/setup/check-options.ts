import { textOf, XRayError } from '../error/index.ts'
import type { XRayOptions } from './xray-options.ts'

/** What a value has to be, and how that is told. */
interface Rule {
  readonly fits: (value: unknown) => boolean
  readonly form: string
}

const TEXT: Rule = { fits: value => typeof value === 'string', form: 'a text' }
const TRUTH: Rule = { fits: value => typeof value === 'boolean', form: 'true or false' }
const NUMBER: Rule = { fits: value => typeof value === 'number' && value >= 0, form: 'a number from 0 up' }
const LIST: Rule = { fits: Array.isArray, form: 'a list of texts' }
/** A text would pass for the list of its characters. */
const SEVERAL: Rule = {
  fits: value => typeof Object(value)[Symbol.iterator] === 'function' && typeof value !== 'string',
  form: 'a list of texts',
}

const RULES: Readonly<Record<keyof XRayOptions, Rule>> = {
  endpoint: { ...TEXT, form: 'an address, such as udp://127.0.0.1:2000' },
  exportTimeoutMillis: NUMBER,
  ignore: LIST,
  inProgressAfterMillis: NUMBER,
  indexedAttributes: SEVERAL,
  maxExportBatchSize: NUMBER,
  maxQueueBytes: NUMBER,
  maxQueueSize: NUMBER,
  meterProvider: {
    fits: value => typeof Object(value).getMeter === 'function',
    form: "OpenTelemetry's MeterProvider",
  },
  nest: TRUTH,
  propagators: LIST,
  // What a name or a number says is read where the sampler is made.
  sampler: {
    fits: value => /string|number/.test(typeof value) || typeof Object(value).shouldSample === 'function',
    form: 'a name such as always_on, a number from 0 to 1, or a sampler',
  },
  scheduledDelayMillis: NUMBER,
  secretParameters: SEVERAL,
  serviceName: TEXT,
  sign: TRUTH,
  sql: oneOf('sanitized', 'raw', 'off'),
  tracedHosts: SEVERAL,
  urlQuery: oneOf('redact', 'keep', 'strip'),
}

/**
 * Refuses options that can't be used, before anything is made of them. Options that are not there, or `undefined`, say nothing.
 *
 *     { sql: 'none' } → xray() cannot use sql "none": write sanitized, raw, off
 *
 * @throws {XRayError} `ERR_XRAY_OPTION`, naming the first of them and the right forms
 */
export function checkOptions(options: XRayOptions): void {
  for (const [name, { fits, form }] of Object.entries(RULES)) {
    const value: unknown = options[name as keyof XRayOptions]
    if (value === undefined || fits(value)) continue
    const shown = typeof value === 'string' ? JSON.stringify(value) : textOf(value)
    throw new XRayError('ERR_XRAY_OPTION', `xray() cannot use ${name} ${shown}: write ${form}`)
  }
}

function oneOf(...words: string[]): Rule {
  return { fits: value => words.includes(value as string), form: words.join(', ') }
}
