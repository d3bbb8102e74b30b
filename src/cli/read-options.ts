import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/**
 * The options and the words of a command line.
 *
 *     readOptions(['--port', '2001'], { port: { type: 'string' } }, 0) → { values: { port: '2001' }, words: [] }
 *
 * @param wordCount how many words there must be beside the options
 * @throws UsageError when there is an unknown option, one without its value, or another number of words
 */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
  wordCount: number,
) {
  const parsed = parse(args, options)
  if (parsed.positionals.length < wordCount) throw new UsageError('Something is missing')
  const extra = parsed.positionals[wordCount]
  if (extra !== undefined) throw new UsageError(`Nothing is known about "${extra}"`)
  return { values: parsed.values, words: parsed.positionals }
}

function parse<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/**
 * A port number.
 *
 * @throws UsageError when the text is no whole number from 0 to 65,535
 */
export function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(`--port is "${text}"; it must be a whole number from 0 to 65535`)
}
