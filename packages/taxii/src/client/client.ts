/** A TAXII 2.1 client: every resource and filter, tolerant of what servers are known to get wrong, and saying so. */
import { createAsking, type TaxiiClientOptions } from './asking.ts'
import { informationOf } from './information.ts'
import { objectsOf } from './objects.ts'

export type TaxiiClient = ReturnType<typeof createTaxiiClient>

/**
 * A client of one server. In its methods `root` is the address of an API root as discovery gives it, `id` a collection's id
 * or alias. All throw TaxiiError. Throws TaxiiError `bad-request` where `url` is no address for TAXII.
 */
export function createTaxiiClient(options: TaxiiClientOptions) {
  const asking = createAsking(options)
  const { onDeviation } = asking
  return { ...informationOf(asking), ...objectsOf(asking), onDeviation }
}
