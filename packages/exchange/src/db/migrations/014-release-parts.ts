import { RELEASE } from './release.ts'
import { TAXII_SUBMIT } from './taxii-submit.ts'

export const migration014 = {
  name: '014-release-parts',
  sql: `
drop function tocsin_taxii_submit;
${RELEASE}
${TAXII_SUBMIT}`,
}
