import type { NoticeText } from '@tocsin/api'

/** A made-up domain stands in for the one that the mails named. */
export const SENDER = 'info@poser-group.example'
/** Documentation addresses (RFC 5737) stand in for the servers that handed the mails over. */
export const SERVERS = ['192.0.2.41', '198.51.100.77']

/** What clerks wrote or attached without thinking of it; none of it may be found outside of their counties. */
export const PLANTED = {
  homes: ['4417 Heronsgate Lane', '902 Quillback Street', '6150 Tamarisk Avenue'],
  mailboxes: [
    'first.voter@planted-home.example',
    'second.voter@planted-home.example',
    'third.voter@planted-home.example',
  ],
} as const

const CALL = 'Duty desk of the hub, day and night'

export const HOW_TO_REPORT: NoticeText = {
  subject: 'How to reach us this week',
  what: 'You can report by the link on this page, day and night.',
  howSure: 'Nothing has happened.',
  actions: ['Keep this mail at hand'],
  whoToCall: CALL,
}

/** To all states, two hours after the first report at most. */
export const NATIONAL: NoticeText = {
  subject: 'Voters get threats by mail: the sender is false',
  what: 'Voters in some states got mails that tell them how to vote and threaten them. The name of the sender is false. A film claims that ballots can be made up.',
  howSure: 'We saw the mails and the film. We do not say here who is behind them.',
  actions: [
    'Tell voters that the vote is secret and safe',
    'Report each mail by the link you have',
    'Call the police if someone is in danger',
  ],
  whoToCall: CALL,
}

/** For everybody. */
export const PUBLIC: NoticeText = {
  subject: 'Threats by mail to voters: the sender is false',
  what: 'Some voters got mails that threaten them. The name of the sender is false. Your vote is secret. Nobody can see how you voted.',
  howSure: 'We saw the mails ourselves. Who is behind them we say once we know it.',
  context:
    'That the sender knew names and addresses does not mean that they were stolen. In Florida and some other states most of the list of voters is public by law.',
  actions: [
    'Vote as you planned',
    'Send the mail to your election office',
    'Call the police if you feel in danger',
  ],
  whoToCall: 'Your own election office',
}
