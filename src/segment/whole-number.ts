/**
 * The whole number that a value is, which may be anything; digits in a text count. Else `undefined`.
 *
 *     204 → 204    '204' → 204    2.5, '2e2', true, null, { valueOf: … } → undefined
 */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

const DIGITS = /^\d{1,15}$/
