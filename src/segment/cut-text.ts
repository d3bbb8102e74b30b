/**
 * The beginning of the text, as many characters of UTF-16 as there is room for; no pair of surrogates is halved.
 *
 *     ('abc', 2) → 'ab'    ('a😀', 2) → 'a'
 */
export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const isPairHalved = (text.charCodeAt(maxChars - 1) & 0xfc00) === 0xd800
  return text.slice(0, isPairHalved ? maxChars - 1 : maxChars)
}
