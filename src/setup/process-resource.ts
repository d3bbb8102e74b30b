import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources'
import { lambdaResource } from './lambda-resource.ts'
import { serviceName } from './service-name.ts'

/** The resource: what the process says of itself, and over it what was found of it. */
export function processResource(
  environment: NodeJS.ProcessEnv,
  found: Resource,
  script: string | undefined,
): Resource {
  // What is known at once, the first of each: asking for `attributes` while others are on their way is an error to OpenTelemetry.
  const known = Object.fromEntries(found.getRawAttributes().toReversed())
  return defaultResource()
    .merge(
      resourceFromAttributes({
        'process.runtime.name': 'nodejs',
        'process.runtime.version': process.versions.node,
        'telemetry.distro.name': 'spanray',
        'telemetry.distro.version': SPANRAY_VERSION,
        ...lambdaResource(environment),
      }),
    )
    .merge(found)
    .merge(resourceFromAttributes({ 'service.name': serviceName(environment, known, script) }))
}
