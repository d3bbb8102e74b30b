/** `(1, 'span')` → `1 span`, `(1204, 'span')` → `1204 spans` */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
