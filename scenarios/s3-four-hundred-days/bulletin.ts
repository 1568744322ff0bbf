import type { Attribution, NoticeDraft, NoticeText } from '@tocsin/api'

/** Documentation addresses (RFC 5737) stand in for the real ones. */
export const ADDRESSES = [
  '192.0.2.10',
  '192.0.2.77',
  '198.51.100.5',
  '198.51.100.23',
  '203.0.113.40',
]

const AT = '2016-08-18T14:00:00.000Z'

/** The technical bulletin: an identity, an indicator for each address, and the context that was missing in 2016. */
export function bulletinObjects(
  newId: (type: string) => string,
): { id: string; [key: string]: unknown }[] {
  const author = newId('identity')
  const base = { spec_version: '2.1', created: AT, modified: AT }
  const indicators = ADDRESSES.map((address) => ({
    type: 'indicator',
    id: newId('indicator'),
    ...base,
    created_by_ref: author,
    name: 'Address that scanned a state election site',
    indicator_types: ['malicious-activity'],
    pattern: `[ipv4-addr:value = '${address}']`,
    pattern_type: 'stix',
    valid_from: AT,
  }))
  const note = {
    type: 'note',
    id: newId('note'),
    ...base,
    created_by_ref: author,
    abstract: 'What these addresses are',
    content:
      'These addresses searched state election sites for weaknesses in July 2016. One state lost voter records. Check your logs back to June.',
    object_refs: indicators.map((indicator) => indicator.id),
  }
  const identity = {
    type: 'identity',
    id: author,
    ...base,
    name: 'Federal agency',
    identity_class: 'organization',
  }
  return [identity, ...indicators, note]
}

const CALL = 'Duty desk of the hub, day and night'

export const FIRST_WARNING: NoticeText = {
  subject: 'State election sites were scanned: check your logs',
  what: 'Computers searched the election sites of some states for weak points. One state lost voter records. Your staff has the list of addresses.',
  howSure: 'We saw the searches. We do not say here who is behind them.',
  actions: [
    'Have your logs checked back to June',
    'Tell us what you find, even if it is nothing',
    'Keep the logs',
  ],
  whoToCall: CALL,
}

export const SEEN_HERE: NoticeText = {
  subject: 'Your state was among those scanned',
  what: 'We found the same searches in the records of your state.',
  howSure: 'We are sure of the searches. We saw no change to any record.',
  actions: ['Tell your counties', 'Ask us for help with the check'],
  whoToCall: CALL,
}

export const NOT_SEEN_HERE: NoticeText = {
  subject: 'Your state was not among those scanned, as far as we know',
  what: 'We looked for the same searches in the records of your state and found none.',
  howSure: 'We can only see some of the records. We will tell you at once if this changes.',
  actions: ['Go on keeping the logs'],
  whoToCall: CALL,
}

export const CORRECTION: NoticeText = {
  subject: 'Your state was scanned after all',
  wrong: 'We told you that we had found nothing for your state.',
  what: 'New records show the same searches in your state.',
  howSure: 'We are sure of the searches. We saw no change to any record.',
  actions: ['Have your logs checked back to June', 'Tell your counties'],
  whoToCall: CALL,
}

/** Who is held to be behind it, as the agencies said it in October: how likely, and how sure they are of that, apart. */
export const ATTRIBUTION: Attribution = {
  actor: 'A foreign intelligence service',
  likelihood: 'likely',
  confidence: 'moderate',
  basis: 'The addresses were used before by the same people.',
}

/** A notice to an office of each state. */
export function toStates(
  text: NoticeText,
  states: string[],
  roles: ('chief-official' | 'it')[],
): NoticeDraft {
  return {
    kind: 'notice',
    tlp: 'green',
    texts: { en: text },
    targets: states.flatMap((jurisdiction) => roles.map((role) => ({ jurisdiction, role }))),
    answerWithin: 6 * 60,
  }
}
