import { listSetting } from './list-setting.ts'

const DEFAULT_DETECTORS = 'env,aws'

/** The detectors that `OTEL_NODE_RESOURCE_DETECTORS` lists; when it says nothing, the variables and what AWS says. */
export function detectorNames(environment: NodeJS.ProcessEnv): string[] {
  return listSetting(environment.OTEL_NODE_RESOURCE_DETECTORS || DEFAULT_DETECTORS)
}
