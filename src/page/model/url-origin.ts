/** What stands before the path of a URL, as it is written: `http://shop.example/cart` → `http://shop.example`; else nothing. */
export function urlOrigin(url: string): string {
  return /^https?:\/\/[^/]*(?=\/)/.exec(url)?.[0] ?? ''
}
