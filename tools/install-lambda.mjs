// Installs what the Lambda tests run with, into .ci/lambda: AWS's own runtime clients, the bundlers that functions are
// packed with, and middy. The clients' native part is built here, which takes a minute and
//     apt-get install cmake autoconf automake libtool g++
// Quick when all is there. `node tools/install-lambda.mjs --bench` adds the tracers that bench/lambda.mjs compares with.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../.ci/lambda', import.meta.url))
const modules = join(folder, 'node_modules')
const native = 'rapid-client.node'

install('aws-lambda-ric/rapid-client.node', ['aws-lambda-ric@4.0.2'])
// The client of Node.js 20 and 22. Its native part is the same.
install('aws-lambda-ric-3/dist/index.mjs', ['aws-lambda-ric-3@npm:aws-lambda-ric@3.3.0', '--ignore-scripts'])
copyFileSync(join(modules, 'aws-lambda-ric', native), join(modules, 'aws-lambda-ric-3/dist', native))
install('@middy/core', ['esbuild@0.28', 'webpack@5', '@middy/core@6', '--ignore-scripts'])
if (process.argv.includes('--bench')) {
  const adot = '@aws/aws-distro-opentelemetry-node-autoinstrumentation'
  install(adot, [`${adot}@0.13.0`, 'aws-xray-sdk@3.12.0', '--ignore-scripts'])
}

/** Installs packages, unless the file or folder of one of them is there. */
function install(path, packages) {
  if (existsSync(join(modules, path))) return
  mkdirSync(folder, { recursive: true })
  const flags = ['--no-audit', '--no-fund', '--loglevel=error', '--legacy-peer-deps', '--prefix', folder]
  execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: ['ignore', 2, 2] })
}
