/** Which requests are not traced, as globs in lower case: `*` is any characters, `?` is one. */
export interface IgnoreRules {
  /** Paths of incoming requests, without their query. */
  readonly paths: readonly string[]
  /** `User-Agent`s of incoming requests. */
  readonly agents: readonly string[]
  /** Hosts of outgoing calls, `host` or `host:port`. */
  readonly hosts: readonly string[]
}

/**
 * The rules that these texts spell; one that is none is left out with a warning.
 *
 *     ['/health', 'agent:ELB-HealthChecker*', 'host:169.254.169.254']
 *     → { paths: ['/health'], agents: ['elb-healthchecker*'], hosts: ['169.254.169.254'] }
 */
export function parseIgnoreRules(texts: readonly string[], warn: (message: string) => void): IgnoreRules {
  const rules = { paths: [] as string[], agents: [] as string[], hosts: [] as string[] }
  for (const text of texts) {
    const [, prefix, glob = ''] = /^(agent:|host:|(?=[/*]))(.+)$/is.exec(text.trim()) ?? []
    const kind = prefix?.toLowerCase()
    if (kind === undefined)
      warn(
        `'${text}' is no rule for requests to ignore: write /path, host:name or agent:name, with * for any characters`,
      )
    else rules[kind === '' ? 'paths' : kind === 'host:' ? 'hosts' : 'agents'].push(glob.trim().toLowerCase())
  }
  return rules
}
