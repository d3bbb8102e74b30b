export { decideHeaderGaps, type Sampler } from './decide-header-gaps.ts'
