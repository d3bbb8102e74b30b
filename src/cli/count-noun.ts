/** `(1, 'trace')` → `1 trace`, `(1204, 'trace')` → `1,204 traces` */
export function countNoun(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}
