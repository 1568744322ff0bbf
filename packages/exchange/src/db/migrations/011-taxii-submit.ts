import { TAXII_SUBMIT } from './taxii-submit.ts'

export const migration011 = {
  name: '011-taxii-submit',
  sql: `
-- Written with every envelope, read seldom and forgotten in days: not worth compressing.
alter table taxii_statuses alter column body set storage external;
${TAXII_SUBMIT}`,
}
