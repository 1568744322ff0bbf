/** Sentences that end up in the record and on screens, in one place so that they stay alike. */
export const NOBODY_ON_FILE =
  'Nobody is on file for this office. The sender must find a contact and call.'
const NOBODY_REACHED = 'No mail reaches any contact of this office. The sender must call.'

/** Nobody is left to ask: how many were asked, by a mail that was handed over, and what they did not say. */
export function exhausted(asked: number, chain: number, told: boolean): string {
  if (asked === 0) return NOBODY_REACHED
  const silent = told ? 'none said who acts' : 'none answered'
  if (asked >= chain) return `Every contact on file was asked and ${silent}. The sender must call.`
  return `${asked} of ${chain} contacts on file were asked and ${silent}; no mail reaches the others. The sender must call.`
}
