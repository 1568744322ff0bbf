import axe from 'axe-core'
import type { Page } from 'playwright-core'

/**
 * What a checker of accessibility finds wrong with a page, by all its rules or by those of `tags`: each rule and where. It is
 * brought into each document once, since the browser takes as long to read it as to check a small screen. It looks at the page
 * alone; so a page within the page is a fault.
 */
export async function axeFaultsOf(page: Page, tags?: string[]): Promise<string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source)
  const faults = await page.evaluate(async (values) => {
    const checker = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await checker.run(document, {
      iframes: false,
      resultTypes: ['violations'],
      ...(values ? { runOnly: { type: 'tag', values } } : {}),
    })
    return violations.map(
      ({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    )
  }, tags)
  return page.frames().length === 1 ? faults : [...faults, 'a page within the page']
}
