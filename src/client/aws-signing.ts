/**
 * AWS's own libraries for signing and credentials, in a file that is read when a request is to be signed: they are larger
 * than all else that an exporter needs.
 */
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { getDefaultRoleAssumer } from '@aws-sdk/nested-clients/sts'
import { loadConfig } from '@smithy/node-config-provider'
import { SignatureV4 } from '@smithy/signature-v4'
import { instanceRegion } from './instance-region.ts'
import { metadataEndpoint } from './metadata-endpoint.ts'
import { proxyAgent } from './proxy-agent.ts'
import { Sha256 } from './sha256.ts'
import type { CredentialOptions, RegionOptions, SignableRequest, Signer } from './signer.ts'

type Credentials = Awaited<ReturnType<ReturnType<typeof defaultProvider>>>

/**
 * A signer for X-Ray. Credentials come from AWS's chain: the environment, the shared files, SSO, a process, a web
 * identity, the container, the instance. They are kept until shortly before they expire.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function createSigner(
  options: CredentialOptions,
  region: () => Promise<string>,
): Promise<Signer> {
  const clientConfig = proxiedClient(options)
  const newProvider = () => credentialProvider(options, clientConfig, region)
  let provider = newProvider()
  return {
    async sign(request, signingRegion, at) {
      const signature = new SignatureV4({
        service: 'xray',
        region: signingRegion,
        credentials: () => provider(),
        sha256: Sha256,
      })
      return (await signature.sign(signable(request), { signingDate: at })).headers
    },
    renew() {
      provider = newProvider()
    },
  }
}

/**
 * The region that AWS's own tools would take: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's in the shared files, the
 * instance's. Rejects when none of them says.
 */
export function findRegion({ profile, askInstance = true, isWaitedFor }: RegionOptions): Promise<string> {
  return loadConfig<string>(
    {
      environmentVariableSelector: environment =>
        environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined,
      configFileSelector: settings => settings.region,
      default: () => regionOfInstance(process.env, askInstance, isWaitedFor),
    },
    { preferredFile: 'config', ...(profile && { profile }) },
  )()
}

async function regionOfInstance(
  environment: NodeJS.ProcessEnv,
  isAsked: boolean,
  isWaitedFor: boolean | undefined,
): Promise<string> {
  const endpoint = isAsked ? metadataEndpoint(environment) : undefined
  if (endpoint === undefined) throw new Error('the metadata service is turned off')
  return instanceRegion(endpoint, isWaitedFor)
}

function credentialProvider(
  { profile, roleArn, roleSessionName = 'spanray' }: CredentialOptions,
  clientConfig: object,
  region: () => Promise<string>,
): () => Promise<Credentials> {
  // What lies in files may be new by the time that credentials are found anew.
  const chain = defaultProvider({ clientConfig, ignoreCache: true, ...(profile && { profile }) })
  if (!roleArn) return () => chain()
  const assumeRole = getDefaultRoleAssumer({ ...clientConfig, region })
  let assumed: Promise<Credentials> | undefined
  let expiresAt = 0
  return () => {
    if (assumed && Date.now() < expiresAt - EARLY_MILLIS) return assumed
    const fresh = chain().then(source =>
      assumeRole(source, { RoleArn: roleArn, RoleSessionName: roleSessionName }),
    )
    assumed = fresh
    expiresAt = Number.POSITIVE_INFINITY
    fresh.then(
      ({ expiration }) => {
        expiresAt = expiration?.getTime() ?? Number.POSITIVE_INFINITY
      },
      () => {
        if (assumed === fresh) assumed = undefined
      },
    )
    return fresh
  }
}

/** How long before they expire credentials of a role are replaced. */
const EARLY_MILLIS = 300_000

function proxiedClient({ proxyAddress }: CredentialOptions): object {
  if (!proxyAddress) return {}
  const httpsAgent = proxyAgent(new URL(proxyAddress), { keepAlive: true })
  return { requestHandler: { httpsAgent } }
}

function signable({ method, url, headers, body }: SignableRequest) {
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port && { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers },
    body,
  }
}
