import { freshPglite, freshPostgres } from '@tocsin/testkit'
import { describeTaxii } from '@tocsin/testkit/taxii'
import { startTaxiiHarness } from './taxii-harness.ts'

describeTaxii('the exchange on the embedded database', async () =>
  startTaxiiHarness(await freshPglite()),
)
describeTaxii('the exchange on PostgreSQL', async () => startTaxiiHarness(await freshPostgres()))
