import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { layerFiles } from './layer-files.ts'
import { readOptions, UsageError } from './read-options.ts'
import { zipArchive } from './zip-archive.ts'

const HELP = `Usage: spanray lambda-layer --out FILE

Writes an AWS Lambda layer that traces functions in Node.js 20 and later, on x86 and on Arm, without a
change in their code.
It is made of what is installed here; nothing is downloaded. The same version makes the same file.

  --out FILE   the layer, a ZIP archive

Publish it, add it to the function, and set AWS_LAMBDA_EXEC_WRAPPER=/opt/spanray. See docs/lambda.md.

Exit code: 0, or 1 when the file could not be written.
`

const EXIT_FAILED = 1

/** `spanray lambda-layer`: writes the layer's archive. Comes back with the exit code. */
export async function runLambdaLayer(args: string[]): Promise<number> {
  const { values } = readOptions(args, { out: { type: 'string' } }, HELP)
  if (!values.out) throw new UsageError('--out FILE is missing')
  const files = layerFiles(dirname(createRequire(import.meta.url).resolve('spanray/package.json')))
  const archive = zipArchive(files)
  try {
    writeFileSync(values.out, archive)
  } catch (error) {
    process.stderr.write(`spanray: cannot write the layer: ${(error as Error).message}\n`)
    return EXIT_FAILED
  }
  process.stdout.write(
    `${values.out}: ${files.length} files, ${archive.length.toLocaleString('en-US')} bytes\n`,
  )
  return 0
}
