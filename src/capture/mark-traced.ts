/** The same in every build and copy of this package in the process. */
const TRACED = Symbol.for('spanray.traced')

/** Notes on an object that its calls are traced; `false` when that was noted before. */
export function markTraced(object: object): boolean {
  if (TRACED in object) return false
  Object.defineProperty(object, TRACED, { value: true })
  return true
}
