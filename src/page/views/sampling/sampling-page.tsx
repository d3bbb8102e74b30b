import { useState } from 'preact/hooks'
import type { SamplingRule } from '../../../sampling/index.ts'
import type { CallError } from '../../api/call-xray.ts'
import { type TriedRequest, type TriedRule, tryRules } from '../../model/try-rules.ts'
import { place, setParams } from '../../state/place.ts'
import { deleteRule, saveRule, useSampling } from '../../state/use-sampling.ts'
import { strings } from '../../strings.ts'
import { FailedState, LoadingState } from '../parts/load-state.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleTable } from './rule-table.tsx'
import { RuleTrial } from './rule-trial.tsx'

/** The page of sampling rules: made, changed, deleted, with what was asked of them, and tried against a request. */
export function SamplingPage() {
  const { value, error } = useSampling()
  const [edited, setEdited] = useState<SamplingRule>()
  const [failure, setFailure] = useState<string>()
  const text = strings.sampling
  if (!value) return error ? <FailedState error={error} /> : <LoadingState />
  const tried = triedRequest(place.value.params)
  const attempt = async (change: Promise<void>) => {
    try {
      await change
      setFailure(undefined)
      setEdited(undefined)
      return true
    } catch (caught) {
      setFailure((caught as CallError).message)
      return false
    }
  }
  const trial: TriedRule[] | undefined = tried && tryRules(value.rules, tried)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div class="sheet-page" tabIndex={0}>
      <h1>{text.title}</h1>
      <p class="soft">{text.explain}</p>
      <RuleTable
        rules={value.rules}
        statistics={value.statistics}
        trial={trial}
        onEdit={setEdited}
        onDelete={name => void attempt(deleteRule(name))}
      />
      <RuleTrial tried={tried} trial={trial} onTry={request => setParams({ ...request }, 'push')} />
      <RuleForm
        key={edited?.RuleName ?? ''}
        edited={edited}
        failure={failure}
        onSave={rule => attempt(saveRule(rule, edited === undefined))}
        onCancel={() => {
          setEdited(undefined)
          setFailure(undefined)
        }}
      />
    </div>
  )
}

/** The request that the URL says is tried; `undefined` when none is. */
function triedRequest(params: Readonly<Record<string, string>>): TriedRequest | undefined {
  const { service = '', type = '', host = '', method = '', path = '' } = params
  const tried = { service, type, host, method, path }
  return Object.values(tried).some(each => each !== '') ? tried : undefined
}
