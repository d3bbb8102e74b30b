/** Errors within errors that are told of. */
const MAX_DEPTH = 5

/** Characters in all; what would go over is left out, frames first. */
const MAX_CHARS = 8192

/** Members of one AggregateError, as many as `util.inspect` prints by default of a short list. */
const MAX_MEMBERS = 10

/** A message is cut here, so that one cannot take the room of all. */
const MAX_MESSAGE_CHARS = 1000

/**
 * What led to the error, its `cause` and the `errors` of an AggregateError, as `util.inspect` prints it behind the
 * error's stack; nothing when nothing did.
 *
 *     new Error('cannot price cart', { cause: new RangeError('7 is too many') })
 *     →  {
 *       [cause]: RangeError: 7 is too many
 *           at check (/srv/cart.js:12:9)
 *     }
 *
 * Of each error only message, name, code and stack are read: other properties may hold secrets. Never throws, whatever
 * the errors' getters do; an error that led to itself is not told of again. Five levels and 8,192 characters at most.
 */
export function describeCauses(error: object): string {
  const description = { seen: new Set([error]), charsLeft: MAX_CHARS }
  const properties = propertiesOf(error, 0, description, stackOf(error))
  return properties === '' ? '' : ` {${properties}\n}`
}

interface Description {
  readonly seen: Set<object>
  charsLeft: number
}

/** The lines of `[cause]` and `[errors]`, each with the break before it. */
function propertiesOf(error: object, depth: number, description: Description, stack: string): string {
  if (depth >= MAX_DEPTH) return ''
  const indent = '  '.repeat(depth + 1)
  const cause = read(error, 'cause')
  const described = isToldIn(stack, cause) ? undefined : describe(cause, depth + 1, indent, description)
  const properties = described === undefined ? [] : [`${indent}[cause]: ${described}`]
  const members = membersOf(error, depth, description)
  if (members !== '') properties.push(`${indent}[errors]: [${members}\n${indent}]`)
  return properties.map(property => `\n${property}`).join(',')
}

function membersOf(error: object, depth: number, description: Description): string {
  const indent = '  '.repeat(depth + 2)
  const errors = readList(error, 'errors')
  const members: string[] = []
  for (let index = 0; index < errors.length && index < MAX_MEMBERS; index++) {
    const member = describe(read(errors, index), depth + 2, indent, description)
    if (member !== undefined) members.push(`\n${indent}${member}`)
  }
  const left = errors.length - MAX_MEMBERS
  if (left > 0) members.push(`\n${indent}... ${left} more item${left > 1 ? 's' : ''}`)
  return members.join(',')
}
