import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { readFlags } from '../../src/cli/daemon-flags.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const pathOf = (name: string) => join(projectRoot, 'examples/daemon', name)
const read = (name: string) => readFileSync(pathOf(name), 'utf8')

/** The flags of a command line that starts the daemon. */
function flagsOf([command, name, ...flags]: string[]) {
  expect([command, name]).toEqual(['spanray', 'daemon'])
  return readFlags(flags)
}

const ADMIN = { adminAddress: { host: '127.0.0.1', port: 2001 } }

test('the systemd unit starts the daemon with flags that it knows', () => {
  const [, start = ''] = /^ExecStart=\/usr\/bin\/env (.+)$/m.exec(read('spanray-daemon.service'))!
  expect(flagsOf(start.split(' '))).toMatchObject({
    ...ADMIN,
    spoolFolder: expect.stringContaining('STATE_DIRECTORY'),
  })
})

const analyze = '/usr/bin/systemd-analyze'
test.skipIf(!existsSync(analyze))('systemd takes the unit [systemd-analyze]', () => {
  execFileSync(analyze, ['verify', '--recursive-errors=no', pathOf('spanray-daemon.service')], {
    stdio: 'pipe',
  })
})

test('the image starts the daemon, and its health check asks where it answers', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  const instruction = (name: string) => lines.find(line => line.startsWith(name))!
  const entryPoint = JSON.parse(instruction('ENTRYPOINT').replace('ENTRYPOINT ', ''))
  expect(flagsOf(entryPoint)).toMatchObject({ ...ADMIN, udpAddress: { host: '0.0.0.0', port: 2000 } })
  const check = JSON.parse(instruction('HEALTHCHECK').replace(/^.*CMD /, ''))
  expect(check.join(' ')).toContain('http://127.0.0.1:2001/health')
  expect(
    lines.filter(
      line =>
        line &&
        !/^(#|FROM|RUN|USER|EXPOSE|VOLUME|HEALTHCHECK|ENTRYPOINT)\b/.test(line) &&
        !line.startsWith('#'),
    ),
  ).toEqual([])
})

test('the sidecar of ECS is waited for until it is well', () => {
  const { containerDefinitions } = JSON.parse(read('ecs-task-definition.json'))
  const [app, daemon] = containerDefinitions
  expect(flagsOf([...daemon.entryPoint, ...daemon.command])).toMatchObject({ ...ADMIN, bufferMegabytes: 32 })
  expect(daemon.healthCheck.command.join(' ')).toContain('http://127.0.0.1:2001/health')
  expect(app.dependsOn).toEqual([{ containerName: daemon.name, condition: 'HEALTHY' }])
})

test('the daemon set of Kubernetes is well where its probes ask, and its labels fit', () => {
  const documents = parseAllDocuments(read('kubernetes.yaml'))
  expect(documents.flatMap(document => ('errors' in document ? document.errors : []))).toEqual([])
  const [account, set] = documents.map(document => ('toJS' in document ? document.toJS() : undefined))
  expect([account.kind, set.kind]).toEqual(['ServiceAccount', 'DaemonSet'])
  const { template, selector } = set.spec
  expect(template.metadata.labels).toEqual(selector.matchLabels)
  expect(template.spec.serviceAccountName).toBe(account.metadata.name)
  const [daemon] = template.spec.containers
  const { adminAddress, spoolFolder } = flagsOf([...daemon.command, ...daemon.args])
  const adminPort = daemon.ports.find(
    ({ name }: { name: string }) => name === daemon.livenessProbe.httpGet.port,
  )
  expect(adminPort.containerPort).toBe(adminAddress!.port)
  expect(daemon.volumeMounts).toEqual([{ name: 'spool', mountPath: spoolFolder }])
})
