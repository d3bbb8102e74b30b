import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { parseDestination } from '../../src/emit/destination.ts'
import { awsResource } from '../../src/setup/aws-resource.ts'
import { otherPreloads } from '../../src/setup/preload-flags.ts'
import { samplerSetting } from '../../src/setup/sampler-setting.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const readText = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const example = (file: string) => readText(`examples/aws/${file}`)

interface Named {
  name: string
  value: string
}
const environmentOf = (list: Named[]) => Object.fromEntries(list.map(({ name, value }) => [name, value]))

/** Where an environment has documents go, and who samples; that no setting of it is none is asked on the way. */
function setUp(environment: NodeJS.ProcessEnv) {
  const warnings: string[] = []
  const sampler = samplerSetting(environment, text => warnings.push(text))
  const endpoint = environment.OTEL_EXPORTER_XRAY_ENDPOINT ?? environment.AWS_XRAY_DAEMON_ADDRESS
  expect(warnings).toEqual([])
  expect(environment.OTEL_SERVICE_NAME).toBe('shop')
  return { destination: parseDestination(endpoint!), sampler: `${sampler}` }
}

const DAEMON_BESIDE = {
  destination: { protocol: 'udp', host: '127.0.0.1', port: 2000 },
  sampler: 'XRaySampler{http://127.0.0.1:2000}',
}

/** Whether these words load the preload before the app, and nothing else. */
function expectPreload(words: string) {
  const flags = words.trim().split(/\s+/)
  expect(words).toMatch(/--require spanray\/register\b/)
  expect(otherPreloads(flags)).toEqual([])
}

describe('the examples for AWS', () => {
  test('ECS: the app waits for the daemon, and finds both of its ports', () => {
    const { containerDefinitions, networkMode, requiresCompatibilities } = JSON.parse(
      example('ecs/task-definition.json'),
    ) as {
      requiresCompatibilities: string[]
      networkMode: string
      containerDefinitions: {
        name: string
        dependsOn?: object[]
        environment?: Named[]
        portMappings: object[]
      }[]
    }
    const [app, daemon] = containerDefinitions
    expect({ networkMode, requiresCompatibilities }).toEqual({
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
    })
    expect(app?.dependsOn).toEqual([{ containerName: daemon?.name, condition: 'START' }])
    expect(daemon?.portMappings).toEqual([
      { containerPort: 2000, protocol: 'udp' },
      { containerPort: 2000, protocol: 'tcp' },
    ])
    const environment = environmentOf(app!.environment!)
    expectPreload(environment.NODE_OPTIONS!)
    expect(setUp(environment)).toEqual(DAEMON_BESIDE)
  })

  test('EKS: the daemon is in the pod, which has its role and may read the cluster’s name', () => {
    const documents = parseAllDocuments(example('eks/shop.yaml'))
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
    const byKind = Object.fromEntries(documents.map(each => each.toJS()).map(each => [each.kind, each]))
    const { ServiceAccount, Deployment, Role, RoleBinding } = byKind
    const { selector, template } = Deployment.spec
    const [app, daemon] = template.spec.containers
    expect(selector.matchLabels).toEqual(template.metadata.labels)
    expect(template.spec.serviceAccountName).toBe(ServiceAccount.metadata.name)
    expect(RoleBinding.subjects).toMatchObject([
      { kind: 'ServiceAccount', name: ServiceAccount.metadata.name },
    ])
    expect(RoleBinding.roleRef.name).toBe(Role.metadata.name)
    expect([Role.metadata.namespace, Role.rules[0].resourceNames]).toEqual([
      'amazon-cloudwatch',
      ['cluster-info'],
    ])
    expect(daemon.ports).toEqual([
      { containerPort: 2000, protocol: 'UDP' },
      { containerPort: 2000, protocol: 'TCP' },
    ])
    const environment = environmentOf(app.env)
    expectPreload(environment.NODE_OPTIONS!)
    expect(setUp(environment)).toEqual(DAEMON_BESIDE)
  })

  test('Beanstalk: X-Ray is on, and the flag is not there when packages are installed', () => {
    const { option_settings: settings } = parse(example('beanstalk/.ebextensions/xray.config'))
    const environment = settings['aws:elasticbeanstalk:application:environment']
    expect(settings['aws:elasticbeanstalk:xray']).toEqual({ XRayEnabled: true })
    expect(environment).not.toHaveProperty('NODE_OPTIONS')
    expect(setUp(environment)).toEqual(DAEMON_BESIDE)
    const [, web] = /^web: (node .+)\n$/.exec(example('beanstalk/Procfile'))!
    expectPreload(web!)
  })

  test('App Runner: the app sends to the API, and says where it runs', () => {
    const { build, run, runtime, version } = parse(example('app-runner/apprunner.yaml'))
    expect({ version, runtime, commands: build.commands.build.length }).toEqual({
      version: 1,
      runtime: expect.stringMatching(/^nodejs\d+$/),
      commands: 1,
    })
    expectPreload(run.command)
    const environment = environmentOf(run.env)
    expect(setUp(environment)).toEqual({ destination: { protocol: 'xray' }, sampler: 'XRaySampler{xray}' })
    expect(awsResource(environment)?.attributes).toMatchObject({ 'cloud.platform': 'aws_app_runner' })
  })

  test('EC2: the unit starts the app behind the daemon, and gives it time to send its last spans', () => {
    const unit = example('ec2/shop.service')
    const lines = unit.split('\n').filter(line => line && !line.startsWith('#'))
    expect(lines.filter(line => !/^(\[(Unit|Service|Install)\]|[A-Z][A-Za-z]+=.+)$/.test(line))).toEqual([])
    const valuesOf = (key: string) =>
      lines.filter(line => line.startsWith(`${key}=`)).map(line => line.slice(key.length + 1))
    expect(valuesOf('After')[0]).toContain('xray.service')
    expectPreload(valuesOf('ExecStart')[0]!)
    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(2)
    expect(setUp(Object.fromEntries(valuesOf('Environment').map(each => each.split('='))))).toEqual(
      DAEMON_BESIDE,
    )
  })

  test('EC2: the user data is a shell script', () => {
    expect(execFileSync('bash', ['-n', join(projectRoot, 'examples/aws/ec2/user-data.sh')]).toString()).toBe(
      '',
    )
  })

  test('the policy in docs/aws.md is one, and has the four actions that it takes', () => {
    const [, policy] = /```json\n([\s\S]+?)```/.exec(readText('docs/aws.md'))!
    expect(JSON.parse(policy!)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: [
            'xray:PutTraceSegments',
            'xray:PutTelemetryRecords',
            'xray:GetSamplingRules',
            'xray:GetSamplingTargets',
          ],
          Resource: '*',
        },
      ],
    })
  })
})
