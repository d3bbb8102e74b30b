/** Whether the variable's text is OpenTelemetry's word for on; the case of its letters and spaces around it play no part. */
export function isTrue(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'true'
}

/** Whether it is the word for off. */
export function isFalse(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'false'
}
