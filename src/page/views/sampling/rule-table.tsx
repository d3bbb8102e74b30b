import type { SamplingRule } from '../../../sampling/index.ts'
import { formatCount, formatShare } from '../../model/format.ts'
import type { TriedRule } from '../../model/try-rules.ts'
import type { SamplingStatistic } from '../../state/use-sampling.ts'
import { strings } from '../../strings.ts'

const DEFAULT = 'Default'

interface RuleTableProps {
  rules: readonly SamplingRule[]
  statistics: readonly SamplingStatistic[]
  /** What became of them when a request was put to them. */
  trial: readonly TriedRule[] | undefined
  onEdit: (rule: SamplingRule) => void
  onDelete: (name: string) => void
}

/** The rules in the order in which they are asked. */
export function RuleTable({ rules, statistics, trial, onEdit, onDelete }: RuleTableProps) {
  const { columns } = strings.sampling
  return (
    <div class="scrolls">
      <table class="list">
        <thead>
          <tr>
            <th class="number">{columns.priority}</th>
            <th>{columns.name}</th>
            <th>{columns.matches}</th>
            <th class="number">{columns.reservoir}</th>
            <th class="number">{columns.rate}</th>
            <th class="number">{columns.requests}</th>
            <th class="number">{columns.sampled}</th>
            <th class="number">{columns.borrowed}</th>
            <th>
              <span class="hidden-text">{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map(rule => (
            <RuleRow
              key={rule.RuleName}
              rule={rule}
              counts={countsOf(rule.RuleName, statistics)}
              tried={trial?.find(each => each.rule === rule)}
              onEdit={onEdit}
              onDelete={onDelete}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RuleRowProps extends Pick<RuleTableProps, 'onEdit' | 'onDelete'> {
  rule: SamplingRule
  counts: ReturnType<typeof countsOf>
  tried: TriedRule | undefined
}

function RuleRow({ rule, counts, tried, onEdit, onDelete }: RuleRowProps) {
  const text = strings.sampling
  const { RuleName: name } = rule
  return (
    <tr class={tried?.isDecisive ? 'is-decisive' : ''}>
      <td class="number">{rule.Priority}</td>
      <td>
        {name}{' '}
        {tried?.isMatch && (
          <span class={`badge ${tried.isDecisive ? 'is-ok' : ''}`}>
            {tried.isDecisive ? text.decides : text.wouldMatch}
          </span>
        )}
      </td>
      <td class="code">{matchesOf(rule) || text.everything}</td>
      <td class="number">{rule.ReservoirSize}</td>
      <td class="number">{formatShare(rule.FixedRate)}</td>
      <td class="number">{formatCount(counts.requests)}</td>
      <td class="number">{formatCount(counts.sampled)}</td>
      <td class="number">{formatCount(counts.borrowed)}</td>
      <td>
        <span class="row">
          <button type="button" aria-label={text.of(strings.groups.edit, name)} onClick={() => onEdit(rule)}>
            {strings.groups.edit}
          </button>
          {name !== DEFAULT && (
            <button
              type="button"
              aria-label={text.of(strings.groups.delete, name)}
              onClick={() => onDelete(name)}
            >
              {strings.groups.delete}
            </button>
          )}
        </span>
      </td>
    </tr>
  )
}

/** What a rule is about, without what it does not care about. */
function matchesOf(rule: SamplingRule): string {
  const fields = ['ServiceName', 'ServiceType', 'Host', 'HTTPMethod', 'URLPath', 'ResourceARN'] as const
  const attributes = Object.entries(rule.Attributes).map(([key, glob]) => `${key}=${glob}`)
  return [
    ...fields.filter(field => rule[field] !== '*').map(field => `${field}=${rule[field]}`),
    ...attributes,
  ].join(' ')
}

function countsOf(name: string, statistics: readonly SamplingStatistic[]) {
  const counts = { requests: 0, sampled: 0, borrowed: 0 }
  for (const each of statistics) {
    if (each.RuleName !== name) continue
    counts.requests += each.RequestCount
    counts.sampled += each.SampledCount
    counts.borrowed += each.BorrowCount
  }
  return counts
}
