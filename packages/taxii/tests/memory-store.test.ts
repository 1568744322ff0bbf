import { createMemoryHarness, describeTaxii } from '@tocsin/testkit/taxii'

describeTaxii('memory', async () => createMemoryHarness())
