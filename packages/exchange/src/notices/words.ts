/** Sentences that end up in the record and on screens, in one place so that they stay alike. */
export const NOBODY_ON_FILE =
  'Nobody is on file for this office. The sender must find a contact and call.'
const NOBODY_REACHED =
  'No mail server took a mail to any contact of this office. The sender must call.'

/** Whose turn it is now: at that moment the mail is only made out. */
export function nextTurn(title: string): string {
  return `Next is ${title}, whose mail waits to go out`
}

/** Nobody is left to ask: how many were asked, by a mail that was handed over, and what they did not say. */
export function exhausted(asked: number, chain: number, told: boolean): string {
  if (asked === 0) return NOBODY_REACHED
  const silent = told ? 'none said who acts' : 'none answered'
  if (asked >= chain) return `Every contact on file was mailed and ${silent}. The sender must call.`
  return `${asked} of ${chain} contacts on file were mailed and ${silent}; no mail server took a mail to the others. The sender must call.`
}
