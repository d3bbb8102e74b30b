import { InstrumentationBase, InstrumentationNodeModuleDefinition } from '@opentelemetry/instrumentation'
import { raiseApiVersion } from './raise-api-version.ts'

/**
 * Watches for copies of OpenTelemetry's API that the app loads beside its own, one in a library's `node_modules` say,
 * and sees to it that they can read what we have registered.
 */
export class ApiCopies extends InstrumentationBase {
  constructor() {
    super('spanray', SPANRAY_VERSION, {})
  }

  protected init(): InstrumentationNodeModuleDefinition {
    return new InstrumentationNodeModuleDefinition('@opentelemetry/api', ['>=1 <2'], (exports, version) => {
      raiseApiVersion(version)
      return exports
    })
  }
}
