/** Code points that take two columns in a terminal: East Asian wide ones, and those shown as emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
/** Code points that are drawn over the one before them. */
const COMBINING = /[\p{Mn}\p{Me}\u1160-\u11ff]/u
/** Regional indicators count as emoji, but each is half a flag. */
const HALF_FLAG = /[\u{1f1e6}-\u{1f1ff}]/u
const PLAIN_ASCII = /^[\x20-\x7e]*$/

/**
 * A text as it may be written to a terminal: on one line, and without a character that would move the cursor, change the
 * colour or turn the direction of what follows.
 *
 *     'shop\u001b[31m\n' → 'shop�[31m '
 *
 * Joiners and variation selectors go too: terminals do not agree on how wide what they make is.
 */
export function displayText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\u200c|\u200d|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0100}-\u{e01ef}]/gu, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd')
}

/** How many columns a display text takes in a terminal. */
export function textColumns(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length
  let columns = 0
  for (const char of text) columns += charColumns(char)
  return columns
}

/**
 * A display text in exactly so many columns: filled up with spaces, or cut and ended with `…`.
 *
 *     ('checkout', 10) → 'checkout  '    ('checkout', 6) → 'check…'
 */
export function fitText(text: string, columns: number): string {
  const taken = textColumns(text)
  if (taken <= columns) return text + ' '.repeat(columns - taken)
  return fitText(cutText(text, columns), columns)
}

/** A display text in at most so many columns; what is cut ends with `…`. */
export function cutText(text: string, maxColumns: number): string {
  if (maxColumns <= 0) return ''
  if (textColumns(text) <= maxColumns) return text
  let kept = ''
  let columns = 0
  for (const char of text) {
    columns += charColumns(char)
    if (columns > maxColumns - 1) break
    kept += char
  }
  return `${kept}…`
}

function charColumns(char: string): number {
  if (COMBINING.test(char)) return 0
  return WIDE.test(char) && !HALF_FLAG.test(char) ? 2 : 1
}
