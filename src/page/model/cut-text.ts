/** A text of so many characters at most, of which the last says that there are more: `cutText('shop-front', 6) → shop-…` */
export function cutText(text: string, mostChars: number): string {
  const chars = Array.from(text)
  return chars.length > mostChars ? `${chars.slice(0, mostChars - 1).join('')}…` : text
}
