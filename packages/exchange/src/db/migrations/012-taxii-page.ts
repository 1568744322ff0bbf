import { TAXII_PAGE } from './taxii-page.ts'

export const migration012 = {
  name: '012-taxii-page',
  sql: `
-- Rows of one run that a page may hold.
create type taxii_slice as
  (upto bigint, run int, low bigint, high bigint, repeated boolean, release_id uuid, unread boolean);
${TAXII_PAGE}`,
}
