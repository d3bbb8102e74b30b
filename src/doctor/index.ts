export { examine } from './examine.ts'
export type { Finding, Scene } from './finding.ts'
