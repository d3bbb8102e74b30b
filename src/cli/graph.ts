import type { Service } from '../graph/index.ts'
import { DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { graphText } from './graph-text.ts'
import { readOptions } from './read-options.ts'
import { readSince } from './read-since.ts'
import { columnsOf, isColored } from './terminal.ts'
import { openSource, SOURCE_OPTIONS } from './trace-source.ts'

const HELP = `Usage: spanray graph [--since 1h] [--group NAME] [--json] [--endpoint URL | --aws]

Prints who calls whom, how often, how well and how fast.

  --since TIME     of the traces of the last 30s, 10m, 2h or 1d (1h)
  --group NAME     of the traces of a group
  --json           the services as JSON
  --endpoint URL   whom to ask (${DEFAULT_ENDPOINT})
  --aws            ask AWS X-Ray, with the region and credentials of the environment

Exit code: 0 found, 1 there are no services.
`

/** `spanray graph`: prints the service graph. Comes back with the exit code. */
export async function runGraph(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      ...SOURCE_OPTIONS,
      group: { type: 'string' },
      json: { type: 'boolean' },
      since: { type: 'string', default: '1h' },
    },
    HELP,
  )
  const source = openSource(values)
  const endSeconds = Date.now() / 1000
  const { Services } = await source.ask<{ Services: Service[] }>('/ServiceGraph', {
    StartTime: endSeconds - readSince('--since', values.since),
    EndTime: endSeconds,
    ...(values.group !== undefined && { GroupName: values.group }),
  })
  if (Services.length === 0) {
    process.stderr.write(`There is no trace of the last ${values.since} at ${source.name}\n`)
    return 1
  }
  const { stdout, env } = process
  if (values.json) stdout.write(`${JSON.stringify(Services, undefined, 2)}\n`)
  else {
    const lines = graphText(Services, { columns: columnsOf(stdout), isColored: isColored(stdout, env) })
    stdout.write(`${lines.join('\n')}\n`)
  }
  return 0
}
