import { askApiCopies } from './ask-api-copies.ts'
import { askBundle } from './ask-bundle.ts'
import { askCredentials } from './ask-credentials.ts'
import { askDaemon } from './ask-daemon.ts'
import { askPackages } from './ask-packages.ts'
import { askPreload } from './ask-preload.ts'
import { askSampler } from './ask-sampler.ts'
import { askSettings } from './ask-settings.ts'
import { entryScript } from './entry-script.ts'
import type { Finding, Scene } from './finding.ts'
import { judgeRun } from './judge-run.ts'
import { type RunOptions, runCommand } from './run-command.ts'
import { sendTrace } from './send-trace.ts'

/** One after the other, in the order in which a trace would meet them. */
const QUESTIONS = [
  askSettings,
  askPreload,
  askBundle,
  askPackages,
  askApiCopies,
  askCredentials,
  askDaemon,
  askSampler,
  sendTrace,
]

/**
 * What all questions found out; at the end, of the command while it ran.
 *
 * @param run how it is run, where the scene names a command
 */
export async function examine(
  scene: Scene,
  run?: Pick<RunOptions, 'observer' | 'onOutput' | 'runMillis'>,
): Promise<Finding[]> {
  const { command, environment, folder } = scene
  const known = { ...scene, script: scene.script ?? entryScript(folder, command) }
  const findings: Finding[] = []
  for (const ask of QUESTIONS) findings.push(...(await ask(known)))
  if (command && run) {
    const became = await runCommand({ command, environment, folder, ...run })
    findings.push(...judgeRun(command.join(' '), became, environment))
  }
  return findings
}
