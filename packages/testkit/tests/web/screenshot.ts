import type { Page } from 'playwright-core'
import { resolve } from 'node:path'

/** Pictures are for people: to draw and to pack one takes longer than most steps, so they are taken where somebody asks for them. */
const ARE_WANTED = process.env['TOCSIN_PICTURES'] === '1'

/** With `TOCSIN_PICTURES=1` leaves a picture of a step beside the checkout's other output. */
export async function keep(page: Page, name: string): Promise<void> {
  if (!ARE_WANTED) return
  const path = resolve(import.meta.dirname, '../../../../screenshots', `${name}.png`)
  await page.screenshot({ path, fullPage: true })
}
