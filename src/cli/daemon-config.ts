import { existsSync, readFileSync } from 'node:fs'
import { type DaemonSettings, parseConfigFile, SettingsError } from '../daemon/index.ts'

/** Where AWS's daemon looks for its settings when it is given no file. */
const USUAL_PATHS = ['/etc/amazon/xray/cfg.yaml', 'cfg.yaml']

/**
 * What the file of settings says: every key of a file that was named must be known; without one, the first of the usual
 * files that exists is read.
 *
 * @throws SettingsError when it cannot be read or understood
 */
export async function readDaemonConfig(
  named: string | undefined,
  usual = USUAL_PATHS,
): Promise<Partial<DaemonSettings>> {
  const path = named ?? usual.find(each => existsSync(each))
  return path === undefined ? {} : parseConfigFile(readText(path), path, named !== undefined)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new SettingsError(`Cannot read the configuration file ${path}: ${(error as Error).message}`)
  }
}
