import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFaultsOf } from './axe.ts'
import { keep } from './screenshot.ts'

/** The page at both widths: nothing wider than it, nothing that a reader of the screen would miss. */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of [1440, 375]) {
    await page.setViewportSize({ width, height: 900 })
    await keep(page, width === 375 ? `${name}-phone` : name)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  }
  expect(await axeFaultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
}
