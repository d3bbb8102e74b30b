/**
 * What must go (literals, comments), and what must be stepped over so that it is not taken for one (quoted
 * identifiers, placeholders, words with digits in them). An unclosed quote or comment reaches to the end.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|#(?![->{(])[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))`,
    String.raw`(?<literal>(?:[nbxe]|_[a-z0-9]+)?'(?:[^'\\]|''|\\[\s\S])*(?:'|\\?$)`,
    String.raw`(?<dollar>\$(?<tag>[a-z_]\w*)?\$)[\s\S]*?(?:\k<dollar>|$)`,
    '0x[0-9a-f]+',
    String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)`,
    String.raw`(?<keep>"(?:[^"]|"")*(?:"|$)|${'`'}(?:[^${'`'}]|${'``'})*(?:${'`'}|$)|\[[^\]'"]*\]|[$:@]\w+|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
  ].join('|'),
  'gi',
)

/** Texts whose answer is remembered: an app has few, and asks for each again and again. */
const MAX_REMEMBERED = 500
const MAX_REMEMBERED_CHARS = 4000
const remembered = new Map<string, string>()

/**
 * The statement without its literals and comments, so that it may be shown to whoever sees the trace.
 *
 *     SELECT * FROM carts WHERE id = 'a7' AND n IN (1, 2, 3) -- hot → SELECT * FROM carts WHERE id = ? AND n IN (?)
 *
 * Names in double quotes are names to every dialect but MySQL's default, where they are texts: a statement with
 * backtick names is read MySQL's way.
 */
export function sanitizeSql(text: string): string {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const sanitized = sanitize(text)
  if (text.length <= MAX_REMEMBERED_CHARS) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(text, sanitized)
  }
  return sanitized
}

function sanitize(text: string): string {
  const doubleQuotesAreText = text.includes('`')
  const withoutLiterals = text.replace(TOKEN, (token, ...rest) => {
    const groups = rest.at(-1) as { comment?: string; keep?: string }
    if (groups.comment !== undefined) return ' '
    if (groups.keep === undefined) return '?'
    return doubleQuotesAreText && token.startsWith('"') ? '?' : token
  })
  return withoutLiterals
    .replace(/\(\s*\?(?:\s*,\s*\?)+\s*\)/g, '(?)')
    .replace(/\s+/g, ' ')
    .trim()
}
