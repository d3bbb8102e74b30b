import { INSTRUMENTATIONS, type InstrumentationName } from './instrumentation-table.ts'
import { listSetting } from './list-setting.ts'

/** What is only there on demand: it shows a hundred steps where one was looked for. */
const OFF_BY_DEFAULT: readonly InstrumentationName[] = ['connect', 'dns', 'fs', 'net', 'router']

/**
 * The instrumentations that `OTEL_NODE_ENABLED_INSTRUMENTATIONS` and `…_DISABLED_…` ask for; where they say nothing, all
 * but `connect`, `dns`, `fs`, `net` and `router`. One that is asked for and is not here is a warning.
 */
export function instrumentationSetting(
  environment: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): InstrumentationName[] {
  const all = Object.keys(INSTRUMENTATIONS) as InstrumentationName[]
  const disabled = listSetting(environment.OTEL_NODE_DISABLED_INSTRUMENTATIONS)
  const enabled = listSetting(environment.OTEL_NODE_ENABLED_INSTRUMENTATIONS)
  for (const name of enabled) {
    if (!Object.hasOwn(INSTRUMENTATIONS, name)) {
      warn(`OTEL_NODE_ENABLED_INSTRUMENTATIONS names '${name}', which is not here: write ${all.join(', ')}`)
    }
  }
  const wanted = enabled.length > 0 ? enabled : all.filter(name => !OFF_BY_DEFAULT.includes(name))
  return all.filter(name => wanted.includes(name) && !disabled.includes(name))
}
