import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFaultsOf } from './axe.ts'

/** Far more than any screen has; a walk that takes longer runs in a circle. */
const MAX_STOPS = 400

type Stop = { name: string; seen: number; fault: string | undefined }

/** Walks a whole screen by Tab and says what a person without a mouse would stumble over. */
export async function walk(page: Page): Promise<string[]> {
  const faults = await page.evaluate(() =>
    [...document.querySelectorAll('[tabindex]')]
      .filter((element) => Number(element.getAttribute('tabindex')) > 0)
      .map((element) => `${element.outerHTML.slice(0, 80)} jumps the order`),
  )
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-walked]'))
      element.removeAttribute('data-walked')
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  let last: string | undefined
  for (let count = 0; count < MAX_STOPS; count++) {
    await page.keyboard.press('Tab')
    const stop = await lookAtFocus(page)
    if (!stop) {
      if (count > 0) return faults
      continue
    }
    if (stop.fault) faults.push(`${stop.name}: ${stop.fault}`)
    // The parts of a date field are stops of their own within one element.
    if (stop.seen > 1 && stop.name !== last) return faults
    if (stop.seen > 9) return [...faults, `${stop.name}: holds the focus`]
    last = stop.name
  }
  return [...faults, `${last}: still not at the end after ${MAX_STOPS} stops`]
}

/** Faults of a screen for somebody with a keyboard, for a checker of accessibility, and for a narrow window. */
export async function faultsOf(page: Page): Promise<string[]> {
  await expect.poll(() => page.locator('output.busy').count(), { timeout: 20_000 }).toBe(0)
  const faults = await walk(page)
  faults.push(...(await axeFaultsOf(page)))
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return over > 0 ? [...faults, `${over} pixels wider than the window`] : faults
}

/** Tabs until the focus stands at a control. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor()
  for (let count = 0; count < MAX_STOPS; count++) {
    const isThere = await target
      .first()
      .evaluate((element) => element === element.ownerDocument.activeElement)
    if (isThere) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard never reaches ${target}`)
}

/** Reaches a control and presses it. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target)
  await page.keyboard.press(key)
}

/** What has the focus; empty when a press has dropped it. */
export async function focusOf(page: Page): Promise<string> {
  return (await lookAtFocus(page))?.name ?? ''
}

/** The element with the focus: whether a person can see it, and that it has the focus. */
function lookAtFocus(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return undefined
    const seen = Number(element.getAttribute('data-walked') ?? 0) + 1
    element.setAttribute('data-walked', String(seen))
    const words = element.getAttribute('aria-label') ?? element.textContent ?? ''
    const name = `${element.tagName.toLowerCase()} ${element.id} ${words.trim().slice(0, 60)}`
    const box = element.getBoundingClientRect()
    const isInside =
      box.width > 0 &&
      box.height > 0 &&
      box.right > 0 &&
      box.left < innerWidth &&
      box.bottom > 0 &&
      box.top < innerHeight
    // A place on a map has its outline drawn over its neighbours, a checkbox may have it on its label.
    const outline = element.closest('svg')?.querySelector('.map-focus')
    const isMarked = outline
      ? getComputedStyle(outline).stroke !== 'none'
      : [element, element.closest('label')].some((one) => {
          const style = one ? getComputedStyle(one) : undefined
          return style?.outlineStyle !== 'none' && Number.parseFloat(style?.outlineWidth ?? '0') > 0
        })
    const fault = isInside ? (isMarked ? undefined : 'its focus is not shown') : 'is out of sight'
    return { name, seen, fault }
  })
}
