import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Says that a command was called in a way that it does not know: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Says that help was asked for: `message` is the help, the exit code is 0. */
export class HelpRequest extends Error {
  override readonly name = 'HelpRequest'
}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * The options and the words of a command line.
 *
 *     readOptions(['1-5759…', '--json'], { json: { type: 'boolean' } }, HELP, ['ID']) → { values: { json: true }, words: ['1-5759…'] }
 *
 * @param wordNames what the words beside the options are: there must be so many; those in brackets may be left out
 * @throws UsageError when there is an unknown option, one without its value, or another number of words
 * @throws HelpRequest when `--help` is among them
 */
export function readOptions<Wanted extends Options>(
  args: string[],
  options: Wanted,
  help: string,
  wordNames: readonly string[] = [],
) {
  if (args.includes('--help') || args.includes('-h')) throw new HelpRequest(help)
  const { values, positionals: words } = parse(args, options)
  const missing = wordNames[words.length]
  if (missing !== undefined && !missing.startsWith('[')) throw new UsageError(`${missing} is missing`)
  const extra = words[wordNames.length]
  if (extra !== undefined)
    throw new UsageError(
      `Unexpected argument '${extra}'${wordNames.includes('[FILTER]') ? ': put FILTER into quotes' : ''}`,
    )
  return { values, words }
}

function parse<Wanted extends Options>(args: string[], options: Wanted) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify a positional.*/s, ''))
  }
}

/**
 * Sees to it that of some options at most one is given.
 *
 *     refuseTogether({ json: true, html: 'a.html' }, ['json', 'otlp', 'html'])   // throws
 *
 * @throws UsageError when there are two
 */
export function refuseTogether(values: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const [first, second] = names.filter(name => values[name] !== undefined)
  if (second !== undefined)
    throw new UsageError(`--${first} and --${second} exclude each other; take one of them`)
}

/**
 * The whole number that an option's text stands for.
 *
 * @throws UsageError when it is none, or not within the range
 */
export function readWholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`${option} is '${text}'; it must be a whole number from ${least} to ${most}`)
}

/**
 * The URL that an option's text is.
 *
 * @throws UsageError when it is none that HTTP can ask
 */
export function readUrl(option: string, text: string): string {
  if (/^https?:/.test(text) && URL.canParse(text)) return text
  throw new UsageError(`${option} is '${text}'; it must be a URL such as http://127.0.0.1:2000`)
}
