export {
  type Change,
  type Comparison,
  type ComparisonSection,
  comparePortraits,
} from './compare-portraits.ts'
export type { Aspect, Fact, Portrait } from './portrait.ts'
export { portrayDocuments } from './portray-documents.ts'
