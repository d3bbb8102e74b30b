import { resolve } from 'node:path'
import { examine, type Finding } from '../doctor/index.ts'
import { displayText } from './display-text.ts'
import { readOptions } from './read-options.ts'
import { createPaint, isColored, type Style } from './terminal.ts'

const HELP = `Usage: spanray doctor [--app FILE] [--json]

Says what is set up in this environment and folder, whether a trace arrives, and what to change:
run it where the app runs, with the app's variables. It sends one trace, of the service spanray-doctor.

  --app FILE   the file that the app begins with
  --json       the findings as JSON

Exit code: 0 all is well, 1 traces would be lost.
`

const MARKS: Record<Finding['verdict'], { mark: string; style: Style }> = {
  ok: { mark: '✓', style: 'green' },
  note: { mark: '!', style: 'yellow' },
  loss: { mark: '✗', style: 'red' },
}

/** `spanray doctor`: comes back with the exit code. */
export async function runDoctor(args: string[]): Promise<number> {
  const { values } = readOptions(args, { app: { type: 'string' }, json: { type: 'boolean' } }, HELP)
  const findings = await examine({
    environment: process.env,
    folder: process.cwd(),
    script: values.app && resolve(values.app),
  })
  const paint = createPaint(isColored(process.stdout, process.env))
  if (values.json) process.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`)
  else {
    for (const { about, verdict, says, change } of findings) {
      const { mark, style } = MARKS[verdict]
      process.stdout.write(`${paint(style, mark)} ${about.padEnd(18)} ${displayText(says)}\n`)
      if (change) process.stdout.write(`  ${''.padEnd(18)} ${paint('dim', `→ ${displayText(change)}`)}\n`)
    }
  }
  return findings.some(({ verdict }) => verdict === 'loss') ? 1 : 0
}
