import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { holdBack } from './hold-back.ts'

let running: Promise<Browser> | undefined

/**
 * The real browser that came with the test dependencies. The files that a process runs one after the other share one, which
 * ends with the process: to start it takes longer than many of them. What a file opened is closed by its `close`.
 */
export async function startBrowser(): Promise<Browser> {
  if (!(await running?.catch(() => undefined))?.isConnected()) running = launch()
  const browser = await running!
  const close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  }
  const newContext = async (options?: BrowserContextOptions) => {
    const context = await browser.newContext(options)
    await holdBack(context)
    return context
  }
  return new Proxy(browser, {
    get: (target, name) => {
      if (name === 'close') return close
      if (name === 'newContext') return newContext
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/**
 * Starts it with the libraries and fonts that came with it, so that a machine without any of its own will do. It reaches
 * loopback only.
 */
async function launch(): Promise<Browser> {
  const executablePath = await unpackBrowser()
  // Loaded here: most tests have no browser, and this library takes half as long to load as the exchange.
  const { chromium: driver } = await import('playwright-core')
  return driver.launch({
    executablePath,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib'),
      FONTCONFIG_PATH: join(tmpdir(), 'fonts'),
    },
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-gpu-compositing',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  })
}

/**
 * Unpacks the browser once into the temporary folder; done before tests run side by side. The package
 * unpacks its system libraries only where it thinks it runs on a bare build machine.
 */
export async function unpackBrowser(): Promise<string> {
  const before = process.env['CODEBUILD_BUILD_IMAGE']
  process.env['CODEBUILD_BUILD_IMAGE'] = 'nodejs24'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    return await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env['CODEBUILD_BUILD_IMAGE']
    else process.env['CODEBUILD_BUILD_IMAGE'] = before
  }
}
