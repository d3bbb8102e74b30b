import { readFileSync, renameSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../docs/benchmarks.md', import.meta.url)

/**
 * Writes a section of docs/benchmarks.md in the place of the one with this title, or at the end; all others stay.
 *
 * @param {string} title
 * @param {string} text
 */
export function writeSection(title, text) {
  const [head, ...sections] = `${readFileSync(PAGE, 'utf8').trimEnd()}\n\n`.split(/^(?=## )/m)
  const own = sections.findIndex(section => section.startsWith(`## ${title}\n`))
  sections.splice(own < 0 ? sections.length : own, 1, `## ${title}\n\n${text.trim()}\n\n`)
  // Another bench that ends meanwhile finds the page whole.
  const next = new URL(`../docs/benchmarks.md.${process.pid}`, import.meta.url)
  writeFileSync(next, `${[head, ...sections].join('').trim()}\n`)
  renameSync(next, PAGE)
}

/** @param {string[][]} rows the first is the head */
export function markdownTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map(row => row[column].length)))
  const line = row =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n')
}
