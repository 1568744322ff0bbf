import type { NamedAnswer, NamedKind, NamedProof, NamedState } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'

/** What anybody reads who asks whether they are named. */
export const en = {
  title: 'Were you named?',
  intro:
    'Organisations share here what they know of threats to elections. Such lists can be wrong. Whoever may be named in one can ask, with no account, and gets a signed statement of how many sets name them and how many were withdrawn. The sets themselves, whose they are and who has them, nobody is told.',
  ask: 'Ask',
  kind: 'What you may be named by',
  kinds: {
    email: 'A mail address',
    domain: 'A domain',
    account: 'An account of a platform',
    name: 'A name',
  } as Record<NamedKind, string>,
  value: {
    email: 'The mail address',
    domain: 'The domain',
    account: 'The name of the account, or its number',
    name: 'The name as it is written',
  } as Record<NamedKind, string>,
  hint: {
    email:
      'A link is mailed to it, three times a day at most whoever asks. Only whoever reads that mailbox can have the answer.',
    domain:
      'You put a code into its DNS records. Names below it are looked for too; mailboxes at it are not.',
    account:
      'You post a code where all can see that it is yours, and a person of this exchange looks. No machine can tell.',
    name: 'A person of this exchange decides whether it is proven that the name is yours. Others may bear it, and what is found may be about them.',
  } as Record<NamedKind, string>,
  platform: 'Platform',
  otherPlatform: 'Another',
  send: 'Ask',
  mailed: (address: string) =>
    `If no more than two mails went to ${address} within a day, one is on its way. Open its link within 7 days; it may take some minutes. Nothing more is shown here, so that nobody can ask for somebody else.`,
  page: 'Your ask',
  keep: 'Keep the address of this page: only with it can you come back. Whoever has it has the answer.',
  state: 'State',
  states: {
    asked: 'Not proven yet',
    proven: 'Proven; the answer is being worked out',
    answered: 'Answered',
    'not-proven': 'Not proven: a person of the exchange did not see that it is yours',
    lapsed: 'Ended without an answer',
  } as Record<NamedState, string>,
  about: 'About',
  askedAt: 'Asked',
  proveUntil: 'To be proven until',
  keptUntil: 'Kept until',
  provenAt: 'Proven',
  proofs: {
    mail: 'by the link in a mail',
    dns: 'by a record of the domain',
    person: 'as a person of the exchange saw it',
  } as Record<NamedProof, string>,
  confirmText:
    'You came by a link that was mailed to this address. If you asked, or wish to know now, confirm; else close the page, and the ask is erased.',
  confirm: 'It is mine: answer me',
  recordText: 'Add a TXT record with this name and value, then have it checked.',
  recordName: 'Name of the record',
  recordValue: 'Value',
  copy: 'Copy',
  copied: 'Copied',
  check: 'Check the record now',
  postText:
    'Post this code where everybody can see that it is yours, such as in the profile of the account, and write here where to look. Nobody of this exchange will ask you for a password.',
  postTextName:
    'Write here how a person of this exchange can see that the name is yours, such as the address of an official page that shows the code below. Send no copies of papers by this page.',
  code: 'Code',
  where: 'Where to look',
  tell: 'Have a person look',
  told: 'A person of this exchange looks there. It is not promised by when; after the day above the ask is erased.',
  reason: 'What they wrote',
  shownFrom: 'The answer is shown from',
  waits: 'Every answer takes as long, whatever it says. The page asks by itself.',
  answer: 'The answer',
  asOf: 'As of',
  position: (entries: number) => `${countOf(entries, 'entry', 'entries')} in the log`,
  sentence: ({ standing, senderKinds, withdrawn, corrected, ended }: NamedAnswer) =>
    [
      standing === 0
        ? 'No set that may be told of names you now.'
        : `You are named now in ${countOf(standing, 'set', 'sets')} of ${countOf(senderKinds, 'kind of member', 'kinds of members')}.`,
      withdrawn + corrected + ended === 0
        ? 'None that may be told of named you before.'
        : `You were named in ${withdrawn} that ${withdrawn === 1 ? 'was' : 'were'} taken back, ${corrected} that ${corrected === 1 ? 'was' : 'were'} corrected since, and ${ended} that ${ended === 1 ? 'has' : 'have'} ended.`,
    ].join(' '),
  holdsBack:
    'Whether there are others that may not be told of yet, nobody can see from this: the same stands here where there are and where there are none.',
  save: 'Save the signed statement',
  verify: 'It is checked without this exchange, offline:',
  erase: 'Erase all of this',
  eraseTitle: 'Erase what you asked and what was answered?',
  eraseText:
    'Save the statement first if you want to keep it: it stays valid. That somebody asked stays on record, without what about.',
  eraseAct: 'Erase',
  leave: 'Leave it',
  erased:
    'What was asked and answered is erased. That somebody asked stays on record, and not what about.',
  anew: 'Ask anew',
  rules: 'What is told, and when',
  ruleList: [
    'A set is counted 180 days after it was shared, or 30 days after it was taken back or corrected, where nothing else that stood named the same in between. Until then an answer is the same as if there were none: a warning that is still at work must not reach those it warns of.',
    'What was counted once is counted in every later answer. A new set changes no answer before its own 180 days are over.',
    'Every answer is shown ten minutes after the proof, whatever it says and however long it took to find.',
    'The rules are public and each has a name: named-after-time, named-once-withdrawn, named-not-proven.',
  ],
  limits: 'What no statement proves',
  limitList: [
    'That anything is held against whom it names: an identifier may be cited, imitated or warned.',
    'That no copy is kept outside this exchange, or was before.',
    'Anything of persons that were masked under a pseudonym, of sealed parts of joint disclosures, of pictures and files, and of other ways to write the same.',
    'Anything of notices, cases, meetings and reports: sets that members released are counted, and nothing else.',
    'Anything of what was erased here, or of what others share that never came here.',
    'That a name is yours alone, or that whoever holds a statement is whom it is about.',
  ],
  kept: 'What is kept of you',
  keptText:
    'What you ask about, until the answer has been there for 30 days, or for 7 days where nothing is proven, or until you erase it. The public log keeps that somebody asked, and when. Operators of the exchange see that there are asks and how they stand; what an ask is about they see only of accounts and names, while they must look.',
}
export type NamedWords = typeof en
