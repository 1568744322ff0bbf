import { TAXII_PAGE } from './taxii-page.ts'

export const migration013 = {
  name: '013-taxii-page-bytes',
  sql: `
drop function tocsin_taxii_page;
${TAXII_PAGE}`,
}
