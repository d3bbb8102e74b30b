import type { NumberOperator, TextOperator } from './filter.ts'

type Value = string | number | boolean

/**
 * True where the comparison holds. Values of different types are different, and neither is the greater one. Upper and
 * lower case are told apart.
 *
 *     compare('/api/pay', 'BEGINSWITH', '/api') → true;   compare('5', '=', 5) → false;   compare('5', '!=', 5) → true
 */
export function compare(value: Value, operator: NumberOperator | TextOperator, other: Value): boolean {
  switch (operator) {
    case '=':
      return value === other
    case '!=':
      return value !== other
    case 'CONTAINS':
      return typeof value === 'string' && value.includes(String(other))
    case 'BEGINSWITH':
      return typeof value === 'string' && value.startsWith(String(other))
    case 'ENDSWITH':
      return typeof value === 'string' && value.endsWith(String(other))
    default:
      return typeof value === 'number' && typeof other === 'number' && isInOrder(value, operator, other)
  }
}

function isInOrder(value: number, operator: '<' | '<=' | '>' | '>=', other: number): boolean {
  if (operator === '<') return value < other
  if (operator === '<=') return value <= other
  return operator === '>' ? value > other : value >= other
}
