const ANY_RUN = '*'.charCodeAt(0)
const ANY_ONE = '?'.charCodeAt(0)

/**
 * Whether the text is what the pattern describes: `*` stands for any characters or none, `?` for exactly one, as in
 * X-Ray's sampling rules. Letter case counts: give both in lower case where it should not. At most pattern × text steps.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html#xray-console-sampling-options
 */
export function matchWildcard(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    const code = pattern.charCodeAt(p)
    if (code === ANY_RUN) {
      star = p++
      resume = t
    } else if (code === text.charCodeAt(t) || code === ANY_ONE) {
      p++
      t++
    } else if (star >= 0) {
      // The last star takes one character more.
      p = star + 1
      t = ++resume
    } else return false
  }
  while (pattern.charCodeAt(p) === ANY_RUN) p++
  return p === pattern.length
}
