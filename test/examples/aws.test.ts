import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseDaemonAddress } from '../../src/client/index.ts'
import { xraySamplerSetting } from '../../src/setup/xray-sampler-setting.ts'
import { projectRoot } from '../fixtures/run-node.ts'

interface Container {
  name: string
  dependsOn?: { containerName: string }[]
  environment?: { name: string; value: string }[]
  portMappings: { containerPort: number; protocol: string }[]
}

test('the ECS task: the app waits for the daemon, and finds both of its ports', () => {
  const file = join(projectRoot, 'examples/aws/ecs/task-definition.json')
  const { containerDefinitions } = JSON.parse(readFileSync(file, 'utf8')) as {
    containerDefinitions: Container[]
  }
  const [app, daemon] = containerDefinitions
  expect(app?.dependsOn).toEqual([{ containerName: daemon?.name, condition: 'START' }])
  const environment = Object.fromEntries(app!.environment!.map(({ name, value }) => [name, value]))
  const address = parseDaemonAddress(environment.AWS_XRAY_DAEMON_ADDRESS!)
  expect(daemon?.portMappings).toEqual([
    { containerPort: address?.udp.port, protocol: 'udp' },
    { containerPort: address?.tcp.port, protocol: 'tcp' },
  ])
  const warnings: string[] = []
  const sampler = xraySamplerSetting(environment, text => warnings.push(text), { attributes: {} })
  expect({ sampler: `${sampler}`, warnings }).toEqual({
    sampler: 'XRaySampler{http://127.0.0.1:2000}',
    warnings: [],
  })
})
