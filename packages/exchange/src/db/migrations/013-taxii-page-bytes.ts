import { TAXII_PAGE } from './taxii-page.ts'

export const migration013 = {
  name: '013-taxii-page-bytes',
  sql: `
create index taxii_feed_expiry on taxii_feed (member_id, group_id, expires_at)
  where expires_at is not null and not recalled;
drop function tocsin_taxii_page;
${TAXII_PAGE}`,
}
