/** Whether a text is the URL of something that is called over HTTP. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/./.test(text) && URL.canParse(text)
}
