/** Sentences that end up in the record and on screens, in one place so that they stay alike. */
export const NOBODY_ON_FILE =
  'Nobody is on file for this office. The sender must find a contact and call.'
export const CHAIN_EXHAUSTED =
  'Every contact on file was asked and none answered. The sender must call.'
export const NO_MAIL_SERVER = 'No mail server is configured. The operator must set one.'
