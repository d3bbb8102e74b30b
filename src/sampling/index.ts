export { decideHeaderGaps, type Sampler } from './decide-header-gaps.ts'
export { ignoreRequests } from './ignore-requests.ts'
export { type IgnoreRules, parseIgnoreRules } from './ignore-rules.ts'
export { matchWildcard } from './match-wildcard.ts'
