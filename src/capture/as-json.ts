import { textOf } from '../error/index.ts'

/** An object on the way down to the member that is being written. */
interface Step {
  /** As it came. */
  object: object
  /** As it is written. */
  shown: object
}

/**
 * A value as JSON can say it: an error with its name, its message and its own members, a map as an object, a set as a list, a
 * big integer as text, and in the place of an object that it is within, `[Circular]`. Of what can't be said even so, such as a
 * getter that throws, the text of `String(value)`.
 *
 *     asJson({ failed: new TypeError('no cart'), sizes: new Set([1]) })
 *     → { failed: { name: 'TypeError', message: 'no cart' }, sizes: [1] }
 */
export function asJson(value: unknown): unknown {
  const path: Step[] = []
  function say(this: unknown, _key: string, member: unknown): unknown {
    while (path.length > 0 && path.at(-1)?.shown !== this) path.pop()
    if (typeof member === 'bigint') return String(member)
    if (typeof member !== 'object' || member === null) return member
    if (path.some(({ object }) => object === member)) return '[Circular]'
    const shown = shownAs(member)
    path.push({ object: member, shown })
    return shown
  }
  try {
    return JSON.parse(JSON.stringify(value, say) ?? 'null')
  } catch {
    return textOf(value)
  }
}

function shownAs(object: object): object {
  if (object instanceof Error) {
    const { name, message, cause } = object
    return Object.assign({ name, message }, cause !== undefined && { cause }, object)
  }
  if (object instanceof Map) return Object.fromEntries(object)
  if (object instanceof Set) return [...object]
  return object
}
