/** The property's value; `undefined` where reading it throws. */
export function readProperty(object: object, key: string | number): unknown {
  try {
    return (object as Record<string | number, unknown>)[key]
  } catch {
    return undefined
  }
}

/** The property's value when it is a text, else an empty one. */
export function readText(object: object, key: string): string {
  const value = readProperty(object, key)
  return typeof value === 'string' ? value : ''
}

/** The property's value when it is an array, else an empty one. */
export function readArray(object: object, key: string): readonly unknown[] {
  const value = readProperty(object, key)
  try {
    return Array.isArray(value) ? value : []
  } catch {
    // A revoked proxy.
    return []
  }
}
