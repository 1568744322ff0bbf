import type { RecordForm } from '../log/record-check.ts'

/** What the front page says to whoever has no account. */
export const en = {
  desk: 'Your desk',
  signIn: 'Sign in',
  lead: 'Those who defend an election use this exchange to tell each other what they find, to warn the officials in charge of each place, and to keep a record that anybody can check.',
  faults: 'Some of what this page says could not be read:',
  again: 'Try again',
  doTitle: 'What you can do with no account',
  tell: {
    title: 'Report something about the vote',
    text: 'Say what you saw: false facts on voting, a hoax, a threat. Reports go to',
    off: 'This exchange takes no reports of the public. Call your election office',
    offAsk: ', or ask whoever runs this exchange:',
    unknown: 'Whether reports are taken here could not be read.',
  },
  named: {
    title: 'Were you named?',
    text: 'Ask whether you stand in what members shared here. The answer is signed.',
  },
  record: {
    title: 'Check a record',
    text: 'A receipt or another proof file is checked in your browser.',
  },
  caller: {
    title: 'Check a call or a mail',
    text: 'Somebody called or wrote and says that they are from here? Type their code.',
  },
  bulletins: {
    title: 'Public notices',
    text: 'What officials were told that everybody may read. Each is there as an alert in CAP 1.2 too.',
  },
  register: {
    title: 'Public register',
    text: 'What bodies of government told platforms and campaigns: who, when, of what kind, and later the words.',
  },
  disclosures: {
    title: 'Joint disclosures',
    text: 'What members published together, with the data and its proof.',
  },
  defended: {
    title: 'Defended parties',
    text: 'For how many parties and offices of each kind false names are watched for.',
  },
  feed: 'Feed (Atom)',
  runTitle: 'Who runs it',
  facts: {
    name: 'Run by',
    mail: 'Mail',
    phone: 'Phone',
    postal: 'Post',
    page: 'Their own page',
    origin: 'Address of this exchange',
  },
  notSet: 'not set',
  notSetHint:
    'What is not set, whoever runs this exchange has not said. Anybody can copy a page: a name here proves nothing by itself. Compare the address, and the key below, with what you got another way.',
  elsewhere:
    'This page came from another address than the exchange says it has. Do not trust it before you know why. It came from',
  mayTitle: 'What it may do',
  may: [
    'Look for behaviour: accounts that act in step, names that imitate others, mails that deceive.',
    'Pass what one member found on to those members that its rules admit. Who receives it is shown before it is sent.',
    'Tell the official in charge of a place, and ask the next contact when the first does not answer.',
    'Keep a line of each act in a log that anybody can check.',
  ],
  mayNotTitle: 'What it may not do',
  mayNot: [
    'No body of government orders a platform or a campaign about. It may say what it knows and asks for nothing; what they do about it they need not tell it.',
    'It takes no side. What is looked for is behaviour and infrastructure, never a viewpoint.',
    'It removes no post and no account. Each member decides for itself.',
    'It calls nothing true. A record proves what was said, and when by the clock of the exchange.',
  ],
  limits:
    'A program holds these rules as far as it can read words; a request that is hidden with care can pass it. So a second person looks at each message of government to platforms and campaigns, and what was sent stands in the public register.',
  rules: 'The rules in force, for machines (JSON)',
  logTitle: 'The log, its head and its key',
  logText:
    'Each act leaves one line. What was said stays with those it was for. The newest head is signed over all lines before it.',
  logAll: 'All lines',
  entries: 'Lines under this head',
  root: 'Root of the tree',
  signature: 'Signature',
  headGood: 'Checked just now in your browser: the key below signed this head.',
  headNone: 'Nothing was signed yet.',
  headBad: 'This head does not fit the key below. Do not trust this log before you know why.',
  headUnread: 'The head could not be read, so it was not checked.',
  insecure:
    'Not checked: browsers check signatures only on pages with a safe address (https). Use the command below.',
  witnesses: 'Independent witnesses',
  noWitness:
    'None has signed this head. Whether the log was ever written anew, only somebody who keeps an older head can tell.',
  otherLines:
    'lines of signature stand under it by other keys. This page does not know those keys, so it did not check them:',
  key: 'Key',
  copy: 'Copy',
  copied: 'Copied',
  offline: 'Check it without us',
  offlineText:
    'These commands check a record with no network, and the whole log from its files. Take the key from somebody you trust, not from this page alone. An older head that you kept shows that nothing before it was changed.',
  checkIntro:
    'Drop a receipt or another proof file here, choose it, or paste its text. It is checked in your browser and sent to nobody. With the number of an entry alone, its line in the public log is checked.',
  file: 'Choose a file',
  chosen: 'Chosen:',
  drop: 'file',
  paste: 'Or paste its text',
  number: 'Number of the entry, if you have it',
  keyField: 'Key it is checked against',
  keyHint: 'Filled in by this page. To trust nobody, put in a key that you got another way.',
  check: 'Check',
  nothing: 'Give a file, its text, or a number first.',
  badNumber: 'The number of an entry is a whole number, such as 12.',
  large: 'This file is too large to be a record. A record has at most 8 MiB.',
  unreadable: 'The file could not be read. Choose it again.',
  genuine: 'It is genuine.',
  notGenuine: 'It proves nothing.',
  forms: {
    receipt: 'A receipt of one act',
    packet: 'A packet of several acts, about',
    answer: 'The proof of an answer',
    opening: 'A decision that was opened',
    named: 'A statement to whoever has this identifier',
  } as Record<RecordForm, string>,
  lineGenuine: 'The log holds this line.',
  noLine: 'The log has no such entry. Its newest head covers so many lines:',
  otherNumber: 'The number that you gave is not that of this record:',
  shows: 'What it shows',
  more: 'further acts in this packet are not listed here; all of them were checked. See them with',
  didCheck: 'What was checked',
  didNot: 'What was not checked',
  checked: {
    record: 'In your browser: that the record stands in a tree whose head this key signed.',
    key: 'In your browser: that the signature fits the key given above.',
    number: 'That the record has the number that you gave.',
    inLog:
      'Against the public log of this exchange, just now: that the same line stands at the same number under its newest head.',
    line: 'In your browser, by the files of the public log: that the line stands at this number under the newest head, which the key signed.',
    witnesses: 'Witnesses whose keys you gave and who signed:',
  },
  unchecked: {
    time: 'Whether the time is right. It is the one that the exchange gave.',
    truth: 'Whether what is stated is true.',
    key: 'Whether the key is that of this exchange: this page filled it in itself.',
    witness: 'Whether the log was ever written anew: no independent witness signed.',
    lines: 'Lines of signature by keys that were not given:',
    said: 'What was said: the public log does not hold it. Whoever took part has a receipt.',
    sealed: 'What was said: the record binds a statement that is kept apart.',
    packet: 'Whether anything else about the same is on record.',
    named: 'Whether whoever holds the file is whose identifier it is, and what was shared later.',
    inLogMany:
      'Whether the lines still stand in the public log: that is not asked for more than 100 acts.',
    inLog: 'Whether the line still stands in the public log: that could not be read just now.',
    otherLog:
      'Whether the line still stands in its public log: the record is of another log than that of this exchange.',
  },
  changedLog:
    'The public log of this exchange shows another line at this number than the record. One of the two was changed. Keep the record and tell whoever runs this exchange.',
  shownLogUnfit: 'The public log of this exchange does not fit together:',
  foot: 'Tocsin is free software. This page sets no cookie and loads nothing from elsewhere.',
}

export type FrontWords = typeof en
