import type { ReceivedDocument } from '../../document/index.ts'

/** Where the template has room for a trace. */
const EMPTY = '<script id="trace-file" type="application/json">null</script>'

/**
 * A trace as one HTML file that opens without a server. The trace is data in it: no text in it can end the element that
 * it stands in, and only the template's own script may run.
 *
 * @param template the page that the build made for this, `trace-file.html`
 * @throws Error when that is no such page
 */
export function traceFile(template: string, documents: readonly ReceivedDocument[]): string {
  const at = template.indexOf(EMPTY)
  if (at < 0) throw new Error('Cannot put the trace into the page: it is none that the build made for this')
  const json = JSON.stringify(documents).replaceAll('<', '\\u003c')
  return template.slice(0, at) + EMPTY.replace('null', () => json) + template.slice(at + EMPTY.length)
}
