import { styleText } from 'node:util'

/** What of a stream matters to how text is written to it. */
export interface OutputStream {
  isTTY?: boolean
  columns?: number
}

/** Gives a text a colour or a style, or leaves it as it is. */
export type Paint = (style: Style | Style[], text: string) => string

/** The colours and styles that are used; each is one of `util.inspect.colors`. */
export type Style = 'blue' | 'bold' | 'cyan' | 'dim' | 'green' | 'inverse' | 'magenta' | 'red' | 'yellow'

const DEFAULT_COLUMNS = 100
const MIN_COLUMNS = 50
const MAX_COLUMNS = 200

/**
 * Whether a stream is to be written in colour: a terminal is, a pipe or file is not. `FORCE_COLOR` and then `NO_COLOR`
 * overrule this.
 */
export function isColored(stream: OutputStream, env: NodeJS.ProcessEnv): boolean {
  const force = env.FORCE_COLOR
  if (force !== undefined) return force !== '0' && force !== 'false'
  if (env.NO_COLOR) return false
  return stream.isTTY === true && env.TERM !== 'dumb'
}

/** How many columns there are to fill: those of the terminal, but 50 to 200; 100 in a pipe or file. */
export function columnsOf(stream: OutputStream): number {
  return Math.max(MIN_COLUMNS, Math.min(stream.columns || DEFAULT_COLUMNS, MAX_COLUMNS))
}

/** The paint for a stream. */
export function createPaint(colored: boolean): Paint {
  // Node's own check of the stream differs between its lines, and knows nothing of standard error.
  return colored ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text
}
