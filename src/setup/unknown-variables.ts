/** The variables of spanray: docs/settings.md tells what each does, and some it sets itself. */
const NAMES = new Set([
  'SPANRAY_DOCTOR_FOLDER',
  'SPANRAY_DYNAMIC_NAMING',
  'SPANRAY_IGNORE',
  'SPANRAY_INDEXED_ATTRIBUTES',
  'SPANRAY_LAMBDA_CAPTURE_ERROR',
  'SPANRAY_LAMBDA_CAPTURE_RESPONSE',
  'SPANRAY_LAMBDA_HANDLER',
  'SPANRAY_LAMBDA_UNSAMPLED',
  'SPANRAY_RESPONSE_TRACE_HEADER',
  'SPANRAY_SAMPLING_RULES',
  'SPANRAY_SHUTDOWN_MILLIS',
  'SPANRAY_SIGN',
  'SPANRAY_URL_QUERY',
])

/** What images note, and what Kubernetes and Docker call the address of a service whose name begins with `spanray`. */
const OTHERS = /_(VERSION|SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP)(_\w+)?)?)$/

/** Warns of variables that look like spanray's and are none, such as `SPANRAY_IGNORE` with an S at its end. */
export function tellUnknownVariables(environment: NodeJS.ProcessEnv, warn: (message: string) => void): void {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('SPANRAY_') && !NAMES.has(name) && !OTHERS.test(name))
      warn(`${name} is no variable of spanray (docs/settings.md has all of them); it has no effect`)
  }
}
