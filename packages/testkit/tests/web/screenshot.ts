import type { Page } from 'playwright-core'
import { resolve } from 'node:path'

/** Leaves a picture of a step beside the checkout's other output. */
export async function keep(page: Page, name: string): Promise<void> {
  const path = resolve(import.meta.dirname, '../../../../screenshots', `${name}.png`)
  await page.screenshot({ path, fullPage: true })
}
