import { readFileSync, writeFileSync } from 'node:fs'
import type { ReceivedDocument } from '../document/index.ts'
import { traceFile } from '../page/index.ts'

/**
 * Writes a trace as one HTML file that opens without a server. Comes back with what went wrong, or `undefined`.
 *
 * @param template where the build put the page without a trace
 */
export function writeTraceFile(
  path: string,
  documents: readonly ReceivedDocument[],
  template: URL,
): string | undefined {
  try {
    writeFileSync(path, traceFile(readFileSync(template, 'utf8'), documents))
    return undefined
  } catch (error) {
    return `Cannot write the trace to ${path}: ${(error as Error).message}`
  }
}
