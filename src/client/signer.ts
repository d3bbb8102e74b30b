/** A request, as far as its signature is about it. */
export interface SignableRequest {
  readonly method: string
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Where a region is looked for. */
export interface RegionOptions {
  /** A profile of AWS's shared files. @default what `AWS_PROFILE` says */
  profile?: string | undefined
  /** Whether the EC2 instance is asked when nothing else says. @default {true} */
  askInstance?: boolean | undefined
  /** Whether the process stays alive for the instance's answer. @default {false} */
  isWaitedFor?: boolean | undefined
}

/** Where a signer finds credentials. */
export interface CredentialOptions {
  /** A profile of AWS's shared files. @default what `AWS_PROFILE` says */
  profile?: string | undefined
  /** A role to assume with the credentials that are found. @default {none} */
  roleArn?: string | undefined
  /** What to call the session under that role. @default {'spanray'} */
  roleSessionName?: string | undefined
  /** An HTTP proxy by which AWS's token services are asked. @default {none} */
  proxyAddress?: string | undefined
}

/** Signs requests by AWS's Signature Version 4, with credentials that it finds where AWS's own tools find them. */
export interface Signer {
  /** The request's headers, with the signature among them. Rejects when there are no credentials. */
  sign(request: SignableRequest, region: string, at: Date): Promise<Record<string, string>>
  /** Has credentials found anew, the next time they are needed. */
  renew(): void
}
