import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { examine, type Finding } from '../doctor/index.ts'
import { displayText } from './display-text.ts'
import { readOptions, readWholeNumber, UsageError } from './read-options.ts'
import { columnsOf, createPaint, isColored, type Style } from './terminal.ts'
import { wrapText } from './wrap-text.ts'

const HELP = `Usage: spanray doctor [--app FILE] [--json]
       spanray doctor [--seconds N] [--json] -- COMMAND…

Says what is set up in this environment and folder, whether a trace arrives, and what to change:
run it where the app runs, with the app's variables. It sends one trace, of the service spanray-doctor.
With a command, such as node app.js, it also runs that, looks into its processes, and ends it.

  --app FILE   the file that the app begins with; what package.json says when it is left out
  --seconds N  how long the command runs at most (10): send it requests meanwhile
  --json       the findings as JSON

Exit code: 0 all is well, 1 traces would be lost.
`

const MARKS: Record<Finding['verdict'], { mark: string; style: Style }> = {
  ok: { mark: '✓', style: 'green' },
  note: { mark: '!', style: 'yellow' },
  loss: { mark: '✗', style: 'red' },
}

/** The mark, and what stands between the columns. */
const MARGIN = 4

/** `spanray doctor`: comes back with the exit code. */
export async function runDoctor(args: string[]): Promise<number> {
  const end = args.indexOf('--')
  const command = end < 0 ? undefined : args.slice(end + 1)
  if (command?.length === 0) throw new UsageError('The command behind -- is missing')
  const { values } = readOptions(
    end < 0 ? args : args.slice(0, end),
    { app: { type: 'string' }, json: { type: 'boolean' }, seconds: { type: 'string', default: '10' } },
    HELP,
  )
  const seconds = readWholeNumber('--seconds', values.seconds, 1, 3600)
  if (command)
    process.stderr.write(
      `Asking; then ${displayText(command.join(' '))} runs for ${seconds} s: send it requests meanwhile.\n`,
    )
  const findings = await examine(
    {
      environment: process.env,
      folder: process.cwd(),
      script: values.app && resolve(values.app),
      command,
    },
    command && {
      observer: observerFile(),
      onOutput: text => process.stderr.write(text),
      runMillis: seconds * 1000,
    },
  )
  if (values.json) process.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`)
  else process.stdout.write(pageOf(findings))
  return findings.some(({ verdict }) => verdict === 'loss') ? 1 : 0
}

/** A file of its own in this package: processes of the app load it. */
function observerFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve('spanray/package.json'))
  return join(root, 'dist/observe.cjs')
}

/** A line for each finding and for what to do about it; in a terminal they are broken to fit. */
function pageOf(findings: readonly Finding[]): string {
  const paint = createPaint(isColored(process.stdout, process.env))
  const width = Math.max(...findings.map(({ about }) => about.length))
  const columns = process.stdout.isTTY ? columnsOf(process.stdout) - width - MARGIN : Number.POSITIVE_INFINITY
  const indent = ' '.repeat(width + MARGIN)
  const wrap = (text: string) => wrapText(displayText(text), columns)
  const lines = findings.flatMap(({ about, verdict, says, change }) => {
    const { mark, style } = MARKS[verdict]
    const [first, ...more] = wrap(says)
    return [
      `${paint(style, mark)} ${about.padEnd(width)}  ${first}`,
      ...more.map(line => indent + line),
      ...(change ? wrap(change) : []).map(
        (line, index) => indent + paint('dim', `${index === 0 ? '→' : ' '} ${line}`),
      ),
    ]
  })
  const losses = findings.filter(({ verdict }) => verdict === 'loss').length
  const sum =
    losses === 0
      ? paint('green', 'No traces would be lost.')
      : paint('red', losses === 1 ? 'One of these loses traces.' : `${losses} of these lose traces.`)
  return `${lines.join('\n')}\n\n${sum}\n`
}
