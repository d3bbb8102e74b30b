import { inspect } from 'node:util'
import { readArray, readProperty, readText } from './read-property.ts'

/** Errors within errors that are told of. */
const MAX_DEPTH = 5

/** Characters in all. */
const MAX_CHARS = 8192

/** What one error may take of them, so that there is room for those that led to it. */
const MAX_MESSAGE_CHARS = 1000
const MAX_FRAMES_CHARS = 1500

/** Members of one AggregateError that are told of. */
const MAX_MEMBERS = 10

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
 * the errors' getters do, and tells of no error twice. Five levels and 8,192 characters at most.
 */
export function describeCauses(error: object): string {
  const description = { seen: new Set([error]), charsLeft: MAX_CHARS - AROUND_ALL }
  const causes = propertiesOf(error, 1, '  ', description)
  return causes.length === 0 ? '' : ` {\n${causes.join(',\n')}\n}`
}

interface Description {
  readonly seen: Set<unknown>
  charsLeft: number
}

function propertiesOf(error: object, depth: number, indent: string, description: Description): string[] {
  if (depth > MAX_DEPTH) return []
  const properties: string[] = []
  const cause = readProperty(error, 'cause')
  if (!isToldIn(readText(error, 'stack'), cause)) {
    const text = describe(cause, depth, indent, description)
    if (text !== undefined) properties.push(`${indent}[cause]: ${text}`)
  }
  const members = membersOf(error, depth, `${indent}  `, description)
  if (members.length > 0) properties.push(`${indent}[errors]: [\n${members.join(',\n')}\n${indent}]`)
  return properties
}

function membersOf(error: object, depth: number, indent: string, description: Description): string[] {
  const errors = readArray(error, 'errors')
  const members: string[] = []
  if (errors.length === 0 || !take(AROUND_MEMBERS + 3 * indent.length, description)) return members
  for (let index = 0; index < Math.min(errors.length, MAX_MEMBERS); index++) {
    const text = describe(readProperty(errors, index), depth, indent, description)
    if (text !== undefined) members.push(indent + text)
  }
  const left = errors.length - members.length
  if (members.length > 0 && left > 0) members.push(`${indent}... ${left} more item${left > 1 ? 's' : ''}`)
  return members
}

/** The error with what led to it, its first line without the indent; nothing for what is no error or has no room. */
function describe(
  value: unknown,
  depth: number,
  indent: string,
  description: Description,
): string | undefined {
  const around = AROUND_ONE + 2 * indent.length
  if (typeof value === 'string') {
    const text = inspect(value.slice(0, MAX_MESSAGE_CHARS), ONE_LINE)
    return take(around + text.length, description) ? text : undefined
  }
  if (typeof value !== 'object' || value === null || description.seen.has(value)) return undefined
  description.seen.add(value)
  const message = readText(value, 'message')
  const stack = readText(value, 'stack')
  if (message === '' && stack === '') return undefined
  const frames = framesOf(stack, message, indent)
  const title = titleOf(readText(value, 'name') || 'Error', message, indent)
  const text = frames === '' ? `[${title}]` : title + frames
  const code = codeOf(value)
  const codeLine = code === '' ? '' : `${indent}  code: ${code}`
  if (!take(around + text.length + codeLine.length, description)) return undefined
  const properties = propertiesOf(value, depth + 1, `${indent}  `, description)
  if (codeLine !== '') properties.unshift(codeLine)
  return properties.length === 0 ? text : `${text} {\n${properties.join(',\n')}\n${indent}}`
}

/** Takes so many characters, if there is room for them. */
function take(chars: number, description: Description): boolean {
  if (description.charsLeft < chars) return false
  description.charsLeft -= chars
  return true
}

/** Names, brackets, commas and breaks, without the indents: around all, one error, and members with how many are left. */
const AROUND_ALL = ' {\n\n}'.length
const AROUND_ONE = '[cause]: ,\n {\n,\n\n}'.length
const AROUND_MEMBERS = '[errors]: [\n\n],\n... 4294967295 more items,\n'.length
const ONE_LINE = { breakLength: Number.POSITIVE_INFINITY }

/** Lines of a message lose the blanks they begin with: else they could be read as frames. */
function titleOf(name: string, message: string, indent: string): string {
  const [first, ...more] = message.slice(0, MAX_MESSAGE_CHARS).split('\n')
  const lines = more.map(line => `\n${indent}${line.trimStart()}`)
  return `${name.slice(0, 200)}${first === '' && more.length === 0 ? '' : `: ${first}`}${lines.join('')}`
}

/** The frames of a stack, each with the break before it, as many as there is room for. */
function framesOf(stack: string, message: string, indent: string): string {
  const messageAt = message === '' ? -1 : stack.indexOf(message)
  const start = stack.indexOf('\n    at ', messageAt < 0 ? 0 : messageAt + message.length)
  if (start < 0) return ''
  const lines = stack.slice(start + 1, start + 64_000).split('\n')
  let frames = ''
  for (const [index, line] of lines.entries()) {
    if (frames.length + line.length > MAX_FRAMES_CHARS)
      return `${frames}\n${indent}    ... ${lines.length - index} lines left out ...`
    frames += `\n${indent}${line}`
  }
  return frames
}

function codeOf(error: object): string {
  const code = readProperty(error, 'code')
  if (typeof code === 'number') return `${code}`
  return typeof code === 'string' && code !== '' ? inspect(code.slice(0, 200), ONE_LINE) : ''
}

/** Whether a library has put the cause's stack into the error's own, as many did before errors had causes. */
function isToldIn(stack: string, cause: unknown): boolean {
  const causeStack = typeof cause === 'object' && cause !== null ? readText(cause, 'stack') : ''
  return causeStack !== '' && stack.includes(causeStack)
}
