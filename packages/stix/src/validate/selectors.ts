/** Every selector of a granular marking must find something (STIX 2.1, 7.2.3). */
import { valueAt } from '../selector.ts'
import { shown } from '../shown.ts'
import { must, type Run } from '../checks/run.ts'

export function checkSelectors(object: Readonly<Record<string, unknown>>, run: Run): void {
  const markings = object['granular_markings']
  if (!Array.isArray(markings)) return
  for (const [i, marking] of markings.entries()) {
    const selectors: unknown = (marking as { selectors?: unknown } | null)?.selectors
    if (!Array.isArray(selectors)) continue
    for (const [j, selector] of selectors.entries()) {
      if (typeof selector !== 'string' || selector.length > 5000) continue
      if (valueAt(object, selector) !== undefined) continue
      run.path.push('granular_markings', i, 'selectors', j)
      must(run, 'selector', `${shown(selector)} selects nothing in this object`, '7.2.3')
      run.path.length -= 4
    }
  }
}
