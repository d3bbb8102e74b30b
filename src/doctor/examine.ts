import { askApiCopies } from './ask-api-copies.ts'
import { askBundle } from './ask-bundle.ts'
import { askPackages } from './ask-packages.ts'
import { askPreload } from './ask-preload.ts'
import { askSampler } from './ask-sampler.ts'
import { askSettings } from './ask-settings.ts'
import type { Finding, Scene } from './finding.ts'
import { sendTrace } from './send-trace.ts'

/** One after the other, in the order in which a trace would meet them. */
const QUESTIONS = [askSettings, askPreload, askBundle, askPackages, askApiCopies, askSampler, sendTrace]

/** What all questions found out. */
export async function examine(scene: Scene): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const ask of QUESTIONS) findings.push(...(await ask(scene)))
  return findings
}
