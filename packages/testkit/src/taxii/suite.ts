/**
 * What every TAXII server of ours must do, whatever store is below it. `describeTaxii` registers the tests; the
 * packages that own a store call it with their harness.
 */
import { afterAll, beforeAll, describe } from 'vitest'
import type { TaxiiHarness } from './harness.ts'
import { testCollections } from './suite-collections.ts'
import { testFilters } from './suite-filters.ts'
import { testNegotiation } from './suite-negotiation.ts'
import { testPaging } from './suite-paging.ts'
import { testVisibility } from './suite-visibility.ts'
import { testWriting } from './suite-writing.ts'

/** Registers the whole suite under a name. */
export function describeTaxii(name: string, start: () => Promise<TaxiiHarness>): void {
  describe(`TAXII 2.1 over ${name}`, () => {
    let harness: TaxiiHarness | undefined
    const get = (): TaxiiHarness => {
      if (!harness) throw new Error('the harness has not started')
      return harness
    }
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(async () => {
      await harness?.stop()
    })
    describe('negotiation and sign-in', () => {
      testNegotiation(get)
    })
    describe('information and collections', () => {
      testCollections(get)
    })
    describe('filters', () => {
      testFilters(get)
    })
    describe('paging', () => {
      testPaging(get)
    })
    describe('writing', () => {
      testWriting(get)
    })
    describe('visibility', () => {
      testVisibility(get)
    })
  })
}
