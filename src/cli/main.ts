#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { EndpointError } from './call-endpoint.ts'
import { HelpRequest, UsageError } from './read-options.ts'

interface Command {
  about: string
  /** Each command is read when it is called: the others cost nothing. */
  load: () => Promise<(args: string[]) => Promise<number>>
}

const COMMANDS = new Map<string, Command>([
  ['local', { about: 'run an X-Ray on your desk', load: async () => (await import('./local.ts')).runLocal }],
  [
    'daemon',
    {
      about: "take documents to X-Ray, in place of AWS's daemon",
      load: async () => (await import('./daemon.ts')).runDaemon,
    },
  ],
  ['trace', { about: 'print one trace', load: async () => (await import('./trace.ts')).runTrace }],
  ['traces', { about: 'list the latest traces', load: async () => (await import('./traces.ts')).runTraces }],
  ['graph', { about: 'print the service graph', load: async () => (await import('./graph.ts')).runGraph }],
  ['export', { about: 'write out traces', load: async () => (await import('./export.ts')).runExport }],
  [
    'import',
    { about: 'take in traces from files', load: async () => (await import('./import.ts')).runImport },
  ],
  [
    'doctor',
    {
      about: 'say whether traces arrive, and what to change',
      load: async () => (await import('./doctor.ts')).runDoctor,
    },
  ],
  [
    'convert',
    {
      about: 'print the segment documents for OTLP spans',
      load: async () => (await import('./convert.ts')).runConvert,
    },
  ],
  [
    'compare',
    {
      about: 'say what changes from one recording to another',
      load: async () => (await import('./compare.ts')).runCompare,
    },
  ],
  [
    'lambda-layer',
    {
      about: 'write a Lambda layer that traces functions',
      load: async () => (await import('./lambda-layer.ts')).runLambdaLayer,
    },
  ],
])

const EXIT_FAILED = 1
const EXIT_WRONG_USE = 2

/** Runs the command that the arguments name. Comes back with the exit code. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === 'help' && args[0] !== undefined) return main([args[0], '--help'])
  if (name === undefined) return wrongUse('A command is missing', help())
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help())
    return 0
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${SPANRAY_VERSION}\n`)
    return 0
  }
  const command = COMMANDS.get(name)
  if (!command) return wrongUse(`Unknown command ${JSON.stringify(name.slice(0, 60))}`, help())
  try {
    const run = await command.load()
    return await run(args)
  } catch (error) {
    if (error instanceof HelpRequest) {
      process.stdout.write(error.message)
      return 0
    }
    if (error instanceof UsageError) return wrongUse(error.message, `See: spanray ${name} --help\n`)
    if (!(error instanceof EndpointError)) throw error
    process.stderr.write(`${error.message}\n`)
    return EXIT_FAILED
  }
}

function wrongUse(reason: string, hint: string): number {
  process.stderr.write(`spanray: ${reason}\n\n${hint}`)
  return EXIT_WRONG_USE
}

function help(): string {
  const width = Math.max(...[...COMMANDS.keys()].map(name => name.length))
  const list = [...COMMANDS].map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`)
  return `Usage: spanray COMMAND [options]

${list.join('\n')}

  spanray COMMAND --help   what a command takes
  spanray --version        the version of this package

The manual, docs/ in messages, is in ${fileURLToPath(new URL('../docs', import.meta.url))}
`
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    // Who reads us has gone, as `head` does: there is nobody to tell.
    if ('code' in error && error.code === 'EPIPE') process.exit()
    throw error
  })
}

process.exitCode = await main(process.argv.slice(2))
