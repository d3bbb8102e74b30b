/** The items of a variable's list, without the spaces and commas between them. */
export function listSetting(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap(item => item.trim() || [])
}
