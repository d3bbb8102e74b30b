import { formatShare } from '../../model/format.ts'
import type { TriedRequest, TriedRule } from '../../model/try-rules.ts'
import { strings } from '../../strings.ts'

const FIELDS = ['service', 'type', 'host', 'method', 'path'] as const

interface RuleTrialProps {
  tried: TriedRequest | undefined
  trial: readonly TriedRule[] | undefined
  onTry: (request: TriedRequest) => void
}

/** A form that puts a request to the rules, and says which of them decides and how. */
export function RuleTrial({ tried, trial, onTry }: RuleTrialProps) {
  const text = strings.sampling
  const submit = (event: Event) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const read = (name: string) => String(fields.get(name) ?? '').trim()
    onTry({
      service: read('service'),
      type: read('type'),
      host: read('host'),
      method: read('method'),
      path: read('path'),
    })
  }
  const decisive = trial?.find(({ isDecisive }) => isDecisive)?.rule
  return (
    <form class="card form" aria-label={text.try} onSubmit={submit}>
      <h2 class="wide">{text.try}</h2>
      {FIELDS.map(name => (
        <label key={name}>
          {text.tried[name]}
          <input name={name} defaultValue={tried?.[name] ?? ''} placeholder={text.examples[name]} />
        </label>
      ))}
      <div class="row wide">
        <button type="submit">{text.tryIt}</button>
        <output>
          {decisive &&
            text.outcome(decisive.RuleName, decisive.ReservoirSize, formatShare(decisive.FixedRate))}
          {trial && !decisive && text.noRule}
        </output>
      </div>
    </form>
  )
}
