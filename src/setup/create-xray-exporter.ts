import { XRaySpanExporter, type XRaySpanExporterOptions } from '../export/index.ts'
import { conversionSetting } from './conversion-setting.ts'
import { given } from './given.ts'
import { isTrue } from './is-true.ts'

const DEFAULT_ENDPOINT = 'udp://127.0.0.1:2000'

/**
 * The exporter that the environment asks for, with the user's options before it.
 *
 * @throws {XRayError} `ERR_XRAY_ENDPOINT` when the one among the options is no address; one in the environment is a warning, and the
 *   default is taken
 */
export function createXRayExporter(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
  options: XRaySpanExporterOptions = {},
): XRaySpanExporter {
  const sign = isTrue(environment.SPANRAY_SIGN) && { sign: true }
  const chosen = { ...conversionSetting(environment, warn), ...sign, ...given(options) }
  if (chosen.endpoint !== undefined) return new XRaySpanExporter(chosen)
  const endpoint =
    environment.OTEL_EXPORTER_XRAY_ENDPOINT || environment.AWS_XRAY_DAEMON_ADDRESS || DEFAULT_ENDPOINT
  try {
    return new XRaySpanExporter({ ...chosen, endpoint })
  } catch (error) {
    warn(`${(error as Error).message}; using ${DEFAULT_ENDPOINT}`)
    return new XRaySpanExporter({ ...chosen, endpoint: DEFAULT_ENDPOINT })
  }
}
