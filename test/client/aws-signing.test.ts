import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { PutTraceSegmentsCommand, XRayClient } from '@aws-sdk/client-xray'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSigner, findRegion } from '../../src/client/aws-signing.ts'
import type { CredentialOptions } from '../../src/client/signer.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { INSTANCE_CREDENTIALS, serveInstanceMetadata } from '../fixtures/metadata-server.ts'
import { hasMoto, startMoto } from '../fixtures/moto-server.ts'
import type { ServerProcess } from '../fixtures/server-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-aws-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at = new Date('2026-01-02T03:04:05Z')
const request = {
  method: 'POST',
  url: new URL('https://xray.eu-west-1.amazonaws.com/TraceSegments'),
  headers: { host: 'xray.eu-west-1.amazonaws.com', 'content-type': 'application/json' },
  body: Buffer.from('{"TraceSegmentDocuments":[]}'),
}

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
})
afterEach(() => vi.unstubAllEnvs())

/** Whose key signs, and with which token. */
async function signedBy(options: CredentialOptions = {}) {
  const signer = await createSigner(options, async () => 'eu-west-1')
  const headers = await signer.sign(request, 'eu-west-1', at)
  const [, key] =
    /Credential=(\w+)\/20260102\/eu-west-1\/xray\/aws4_request/.exec(headers.authorization!) ?? []
  return { key, token: headers['x-amz-security-token'] }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('what @aws-sdk/client-xray sends has the signature that we make of it', async () => {
  const received: { path: string; headers: Record<string, string>; body: Buffer }[] = []
  await using server = await serveHttp(async (request, response) => {
    const headers = request.headers as Record<string, string>
    received.push({ path: request.url!, headers, body: await buffer(request) })
    response.end('{}')
  })
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_SESSION_TOKEN', 'a/token==')
  const client = new XRayClient({ region: 'eu-west-1', endpoint: server.url })
  await client.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: ['{"name":"é \\" 价"}'] }))
  const { path, headers, body } = received[0]!
  const [, signedNames] = /SignedHeaders=([^,]+)/.exec(headers.authorization!)!
  const signer = await createSigner({}, async () => 'eu-west-1')
  const ours = await signer.sign(
    {
      method: 'POST',
      url: new URL(server.url + path),
      headers: Object.fromEntries(signedNames!.split(';').map(name => [name, headers[name]!])),
      body,
    },
    'eu-west-1',
    new Date(headers['x-amz-date']!.replace(/(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)/, '$1-$2-$3:$4:$5')),
  )
  expect(ours.authorization).toBe(headers.authorization)
})

describe('credentials are found', () => {
  test('in the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    vi.stubEnv('AWS_SESSION_TOKEN', 'token')
    expect(await signedBy()).toEqual({ key: 'AKIAENV', token: 'token' })
  })

  test('in the shared files, and read anew when they are to be renewed', async () => {
    const lines = (key: string) => `[default]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file('credentials', lines('AKIAFILE')))
    const signer = await createSigner({}, async () => 'eu-west-1')
    const key = async () => /Credential=(\w+)/.exec((await signer.sign(request, 'x', at)).authorization!)![1]
    expect(await key()).toBe('AKIAFILE')
    file('credentials', lines('AKIAOTHER'))
    expect(await key()).toBe('AKIAFILE')
    signer.renew()
    expect(await key()).toBe('AKIAOTHER')
  })

  test('under the profile that is asked for', async () => {
    const text =
      '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n[a]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = s\n'
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file('profiles', text))
    expect((await signedBy({ profile: 'a' })).key).toBe('AKIAPROFILE')
    vi.stubEnv('AWS_PROFILE', 'a')
    expect((await signedBy()).key).toBe('AKIAPROFILE')
  })

  test('by a process', async () => {
    const answer = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 's', SessionToken: 't' }
    const program = file('process.cjs', `console.log(${JSON.stringify(JSON.stringify(answer))})`)
    vi.stubEnv(
      'AWS_CONFIG_FILE',
      file('config', `[default]\ncredential_process = ${process.execPath} ${program}\n`),
    )
    expect(await signedBy()).toEqual({ key: 'AKIAPROCESS', token: 't' })
  })

  test('at the container’s endpoint, with the token of the pod', async () => {
    await using server = await serveHttp(({ headers }, response) => {
      if (headers.authorization !== 'Bearer pod') response.writeHead(401).end()
      else response.end(JSON.stringify({ ...INSTANCE_CREDENTIALS, AccessKeyId: 'ASIACONTAINER' }))
    })
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${server.url}/credentials`)
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', file('pod-token', 'Bearer pod'))
    expect(await signedBy()).toEqual({ key: 'ASIACONTAINER', token: 'instance-token' })
  })

  test('at the instance’s metadata service, by version 2 of its protocol', async () => {
    await using server = await serveInstanceMetadata()
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined)
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', server.url)
    expect(await signedBy()).toEqual({ key: 'ASIAINSTANCE', token: 'instance-token' })
  })

  test('nowhere, and then signing fails', async () => {
    await expect(signedBy()).rejects.toThrow(/credentials/i)
  })
})

describe('credentials are given out by STS, as moto imitates it,', () => {
  let moto: ServerProcess | undefined
  beforeAll(async () => {
    if (hasMoto) moto = await startMoto()
  })
  afterAll(() => moto?.[Symbol.asyncDispose]())
  beforeEach(({ skip }) => {
    skip(!hasMoto, 'moto is not installed')
    vi.stubEnv('AWS_ENDPOINT_URL_STS', `http://127.0.0.1:${moto?.port}`)
    vi.stubEnv('AWS_REGION', 'eu-west-1')
  })
  const roleArn = 'arn:aws:iam::123456789012:role/tracer'

  test('for a role that is to be assumed, once for many signatures', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    const signer = await createSigner({ roleArn }, async () => 'eu-west-1')
    const keys = await Promise.all(
      [1, 2, 3].map(async () => (await signer.sign(request, 'x', at)).authorization),
    )
    expect(keys[0]).toMatch(/Credential=ASIA/)
    expect(new Set(keys).size).toBe(1)
    signer.renew()
    expect((await signer.sign(request, 'x', at)).authorization).not.toBe(keys[0])
  })

  test('for a web identity', async () => {
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', file('web-token', 'a.web.token'))
    vi.stubEnv('AWS_ROLE_ARN', roleArn)
    const { key, token } = await signedBy()
    expect(key).toMatch(/^ASIA/)
    expect(token).toBeTruthy()
  })

  test('for a profile with a role and a source', async () => {
    const text = `[profile app]\nrole_arn = ${roleArn}\nsource_profile = base\n[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n`
    vi.stubEnv('AWS_CONFIG_FILE', file('roles', text))
    expect((await signedBy({ profile: 'app' })).key).toMatch(/^ASIA/)
  })
})

describe('findRegion()', () => {
  test.each([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-2'],
  ])('takes %j', async (environment, region) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    expect(await findRegion({})).toBe(region)
  })

  test('reads the profile’s', async () => {
    vi.stubEnv(
      'AWS_CONFIG_FILE',
      file('regions', '[default]\nregion = eu-north-1\n[profile b]\nregion = sa-east-1\n'),
    )
    expect(await findRegion({})).toBe('eu-north-1')
    expect(await findRegion({ profile: 'b' })).toBe('sa-east-1')
  })

  test('asks the instance', async () => {
    await using server = await serveInstanceMetadata()
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined)
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', server.url)
    expect(await findRegion({})).toBe('eu-west-3')
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'True')
    await expect(findRegion({})).rejects.toThrow()
  })

  test('rejects where nothing says', async () => {
    await expect(findRegion({})).rejects.toThrow()
  })
})
