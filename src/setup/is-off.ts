import { isFalse, isTrue } from './is-true.ts'

/** Whether the environment turns tracing off. */
export function isOff(environment: Readonly<Record<string, string | undefined>>): boolean {
  return isTrue(environment.OTEL_SDK_DISABLED) || isFalse(environment.AWS_XRAY_SDK_ENABLED)
}
