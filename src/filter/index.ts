export { compare } from './compare.ts'
export { compileFilter, type FilteredTrace, type FilterTest } from './compile-filter.ts'
export { type Completion, type Completions, completionsAt, type KnownValues } from './completions-at.ts'
export type {
  AnnotationTest,
  Filter,
  FilterError,
  FlagTest,
  NumberTest,
  ParsedFilter,
  ServiceSelector,
  SetTest,
  TextTest,
} from './filter.ts'
export { type FilterGroup, inlineGroups } from './inline-groups.ts'
export {
  type EntitySelector,
  type ParsedEntitySelector,
  parseEntitySelector,
} from './parse-entity-selector.ts'
export { MAX_FILTER_CHARS, parseFilter } from './parse-filter.ts'
export { type FilterPlan, type IndexQuery, type IndexTest, planFilter } from './plan-filter.ts'
