/** A text as it stands in a filter expression: `say "hi"` → `"say \"hi\""` */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/**
 * A filter expression with one more condition, or without it when it is one of those that are joined by AND: conditions
 * are clicked together, and a second click takes one out again.
 *
 *     withCondition('fault', 'http.status = 500') → fault AND http.status = 500
 *     withCondition('fault AND http.status = 500', 'http.status = 500') → fault
 */
export function withCondition(filter: string, condition: string): string {
  const given = filter.trim()
  if (given === '') return condition
  const parts = conditionsOf(given)
  if (parts?.includes(condition)) return parts.filter(each => each !== condition).join(' AND ')
  return parts ? [...parts, condition].join(' AND ') : `(${given}) AND ${condition}`
}

/** What a filter finds within a group: `fault` in `slow` → `group.name = "slow" AND (fault)`. */
export function withGroup(filter: string, group: string): string {
  if (group === '') return filter
  const within = `group.name = ${quoted(group)}`
  return filter.trim() === '' ? within : `${within} AND (${filter})`
}

/** Whether the condition is one of those that are joined by AND. */
export function hasCondition(filter: string, condition: string): boolean {
  return conditionsOf(filter.trim())?.includes(condition) ?? false
}

/** The conditions that are joined by AND at the top, or `undefined` where there is an OR as well. */
export function conditionsOf(filter: string): string[] | undefined {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < filter.length; at++) {
    const char = filter[at]!
    if (char === '"') at = endOfText(filter, at)
    else if ('({'.includes(char)) depth++
    else if (')}'.includes(char)) depth--
    else if (depth === 0) {
      const word = /^\s(AND|OR)\s/i.exec(filter.slice(at, at + 5))?.[1]
      if (word?.toUpperCase() === 'OR') return undefined
      if (word) {
        parts.push(filter.slice(start, at).trim())
        start = at + 4
        at += 3
      }
    }
  }
  return [...parts, filter.slice(start).trim()].filter(part => part !== '')
}

function endOfText(filter: string, from: number): number {
  for (let at = from + 1; at < filter.length; at++) {
    if (filter[at] === '\\') at++
    else if (filter[at] === '"') return at
  }
  return filter.length
}
