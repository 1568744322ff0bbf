import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * What a checker of accessibility finds wrong with a page, by all its rules or by those of `tags`: each rule and where. It is
 * run in the page alone, where a second page for its report takes most of the time; so a page within the page is a fault.
 */
export async function axeFaultsOf(page: Page, tags?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)
  const { violations } = await (tags ? axe.withTags(tags) : axe).analyze()
  const faults = violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  return page.frames().length === 1 ? faults : [...faults, 'a page within the page']
}
