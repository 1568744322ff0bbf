import type { ReviewMails } from '@tocsin/api'

/** What is known of the mails to second reviewers; nobody is said to have read one. */
export function reviewMailWords({ handedOver, waiting, failed, later = 0 }: ReviewMails): string {
  if (handedOver + waiting + failed + later === 0)
    return 'none: when it came no other second reviewer was here to be told, or this exchange sends no mail. Whoever reviews since finds it here.'
  return [
    handedOver > 0 && `${handedOver} handed to a mail server`,
    waiting > 0 && `${waiting} waiting to be sent`,
    later > 0 && `${later} later, to those who are not on duty, if it still waits`,
    failed > 0 && `${failed} failed: tell them another way`,
  ]
    .filter((part) => part !== false)
    .join(', ')
}
