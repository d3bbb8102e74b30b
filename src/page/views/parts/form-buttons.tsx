import { strings } from '../../strings.ts'

interface FormButtonsProps {
  /** What the button that sends the form says. */
  label: string
  /** What the server said to the last try. */
  failure: string | undefined
  /** Absent where there is nothing to go back to. */
  onCancel: (() => void) | undefined
}

/** The last row of a form: send it, leave it, and why it was not taken. */
export function FormButtons({ label, failure, onCancel }: FormButtonsProps) {
  return (
    <div class="row wide">
      <button type="submit" class="primary">
        {label}
      </button>
      {onCancel && (
        <button type="button" onClick={onCancel}>
          {strings.cancel}
        </button>
      )}
      <span class="wrong" role="status">
        {failure}
      </span>
    </div>
  )
}
