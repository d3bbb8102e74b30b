import type { SamplingRule } from '../../../sampling/index.ts'
import { strings } from '../../strings.ts'
import { FormButtons } from '../parts/form-buttons.tsx'

const DEFAULT = 'Default'
const TEXTS = ['ServiceName', 'ServiceType', 'Host', 'HTTPMethod', 'URLPath', 'ResourceARN'] as const

interface RuleFormProps {
  /** Absent for a new one. */
  edited: SamplingRule | undefined
  /** What the server said to the last try. */
  failure: string | undefined
  onSave: (rule: Record<string, unknown>) => Promise<boolean>
  onCancel: () => void
}

/** A form for a new rule or one that is there. Of the Default rule only the reservoir and the rate can be changed. */
export function RuleForm({ edited, failure, onSave, onCancel }: RuleFormProps) {
  const isDefault = edited?.RuleName === DEFAULT
  const text = strings.sampling
  const save = async (event: Event) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const isSaved = await onSave(ruleOf(form, edited))
    if (isSaved && !edited) form.reset()
  }
  return (
    <form
      class="card form"
      aria-label={edited ? text.of(strings.groups.edit, edited.RuleName) : text.create}
      onSubmit={event => void save(event)}
    >
      <h2 class="wide">{edited ? text.of(strings.groups.edit, edited.RuleName) : text.create}</h2>
      <Field name="RuleName" value={edited?.RuleName ?? ''} isOff={edited !== undefined} isRequired />
      <Field
        name="Priority"
        value={edited?.Priority ?? 1000}
        isOff={isDefault}
        type="number"
        min={1}
        max={9999}
        isRequired
      />
      <Field name="ReservoirSize" value={edited?.ReservoirSize ?? 1} type="number" min={0} isRequired />
      <Field
        name="FixedRate"
        value={edited?.FixedRate ?? 0.05}
        type="number"
        min={0}
        max={1}
        step="any"
        isRequired
      />
      {TEXTS.map(name => (
        <Field key={name} name={name} value={edited?.[name] ?? '*'} isOff={isDefault} isRequired />
      ))}
      <FormButtons
        label={edited ? strings.groups.save : text.create}
        failure={failure}
        onCancel={edited && onCancel}
      />
    </form>
  )
}

interface FieldProps {
  name: keyof typeof strings.sampling.fields
  value: string | number
  isOff?: boolean
  isRequired?: boolean
  type?: string
  min?: number
  max?: number
  step?: string
}

function Field({ name, value, isOff = false, isRequired = false, ...more }: FieldProps) {
  return (
    <label>
      {strings.sampling.fields[name]}
      <input name={name} defaultValue={String(value)} disabled={isOff} required={isRequired} {...more} />
    </label>
  )
}

/** What is switched off in the form is not sent. */
function ruleOf(form: HTMLFormElement, edited: SamplingRule | undefined): Record<string, unknown> {
  const fields = Object.fromEntries(new FormData(form)) as Record<string, string>
  const { Priority, ReservoirSize, FixedRate, ...texts } = fields
  return {
    ...texts,
    ...(edited && { RuleName: edited.RuleName }),
    ...(Priority !== undefined && { Priority: Number(Priority) }),
    ReservoirSize: Number(ReservoirSize),
    FixedRate: Number(FixedRate),
  }
}
