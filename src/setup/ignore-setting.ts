import { type IgnoreRules, parseIgnoreRules } from '../sampling/index.ts'
import { listSetting } from './list-setting.ts'

/** The requests that `SPANRAY_IGNORE` lists; for an item that is no rule, a warning. */
export function ignoreSetting(environment: NodeJS.ProcessEnv, warn: (message: string) => void): IgnoreRules {
  return parseIgnoreRules(listSetting(environment.SPANRAY_IGNORE), message =>
    warn(`SPANRAY_IGNORE: ${message}`),
  )
}
