import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { createLocalXRay, type LocalXRay, type LocalXRayOptions, readSite } from '../../src/local/index.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path =>
  existsSync(path),
)
const SITE = readSite(join(import.meta.dirname, '../../dist/page'))

/** What a browser shows is the same whatever Node.js serves it: the oldest will do, and the others save the time. */
const NODE_MAJOR = '20'

/** Why no browser is driven here, if so. */
export const NO_BROWSER = noBrowser()

function noBrowser(): string | undefined {
  if (!CHROMIUM) return 'Chromium is not installed: apt-get install chromium'
  const [major] = process.versions.node.split('.')
  const isAsked = major === NODE_MAJOR || process.env.TEST_BROWSER === '1'
  return isAsked
    ? undefined
    : `the page is driven on Node ${NODE_MAJOR} only; TEST_BROWSER=1 does it on this one`
}

/** A local X-Ray with its page, and a browser that looks at it. */
export interface OpenedPage {
  readonly url: string
  readonly xray: LocalXRay
  readonly browser: Browser
  /** A window that has complained of nothing, nor asked anybody else, when it is closed; see {@link complaintsOf}. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  send(...documents: ReceivedDocument[]): Promise<void>
  close(): Promise<void>
}

/** What went wrong in a window: errors, refusals of the content security policy, requests to other hosts. */
const complaints = new WeakMap<Page, string[]>()

export function complaintsOf(page: Page): string[] {
  return complaints.get(page) ?? []
}

/**
 * Starts a local X-Ray and a browser.
 *
 * @param shown a browser that is there; whoever has started it closes it
 */
export async function openPage(options: LocalXRayOptions = {}, shown?: Browser): Promise<OpenedPage> {
  if (!SITE) throw new Error('The page is not built: npm run build')
  const xray = await createLocalXRay({ port: 0, site: SITE, ...options })
  const browser = shown ?? (await launchBrowser())
  const url = `http://127.0.0.1:${xray.port}`
  return {
    url,
    xray,
    open: (path, contextOptions) => openWindow(browser, url, path, contextOptions),
    send: (...documents) => sendDocuments(url, documents),
    browser,
    async close() {
      if (!shown) await browser.close()
      await xray.close()
    },
  }
}

function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'] })
}

async function openWindow(
  browser: Browser,
  url: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const heard: string[] = []
  complaints.set(page, heard)
  page.on('pageerror', error => heard.push(error.message))
  page.on('console', message => {
    if (/Content Security Policy|Refused to/.test(message.text())) heard.push(message.text())
  })
  page.on('request', request => {
    if (!/^(blob|data|file):/.test(request.url()) && !request.url().startsWith(url))
      heard.push(`asked ${request.url()}`)
  })
  page.setDefaultTimeout(8000)
  await page.goto(url + path)
  return page
}

async function sendDocuments(url: string, documents: ReceivedDocument[]): Promise<void> {
  const body = documents.map(each => JSON.stringify(each)).join('\n')
  const response = await fetch(`${url}/api/documents`, { method: 'POST', body })
  const { refused } = (await response.json()) as { refused: number }
  if (refused > 0) throw new Error(`${refused} documents were refused`)
}
