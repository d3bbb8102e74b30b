import { textColumns } from './display-text.ts'

/**
 * The text as lines of so many columns at most, broken between words; a word that is longer has a line of its own.
 *
 *     ('no trace is taken', 10) → ['no trace', 'is taken']
 */
export function wrapText(text: string, columns: number): string[] {
  const [first = '', ...words] = text.split(' ')
  const lines = [first]
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`
    if (textColumns(longer) <= columns) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
