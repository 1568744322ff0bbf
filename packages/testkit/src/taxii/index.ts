export { ask, post, walk, type TaxiiHarness, type TestMember, type TestRights } from './harness.ts'
export { createMemoryHarness } from './memory.ts'
export { testCampaign, testDomain, testIndicator, type TestObject } from './objects.ts'
export { describeTaxii } from './suite.ts'
