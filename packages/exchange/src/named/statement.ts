/** The sentences of a statement. Of what is held back nothing stands in them that is not in every one. Pure. */
import {
  NAMED_DAYS,
  NAMED_QUIET_DAYS,
  type NamedAnswer,
  type NamedKind,
  type NamedProof,
} from '@tocsin/api'

const KINDS: Record<NamedKind, string> = {
  email: 'a mail address',
  domain: 'a domain and the names below it',
  account: 'an account of one platform',
  name: 'a name as it is written, which others may bear',
}

const PROOFS: Record<NamedProof, string> = {
  mail: 'whoever asked opened a link that was mailed to it',
  dns: 'whoever asked had a code put into the records of the domain',
  person: 'a person of the exchange looked and wrote down that it is theirs who asked',
}

/** What the log commits to, in words: what is counted, and what it does not prove. */
export function statementOf(
  answer: NamedAnswer,
  { kind, how }: { kind: NamedKind; how: NamedProof },
): string {
  const { asOf, entries, standing, senderKinds, withdrawn, corrected, ended } = answer
  return [
    `As of ${asOf}, when the log had ${entries} entries, of the releases of this exchange that may be told of:`,
    `${standing} that stand name the identifier, by ${senderKinds} kinds of members;`,
    `${withdrawn} named it and were taken back; ${corrected} named it and were corrected since; ${ended} named it and have ended by their own date.`,
    'That an identifier stands in a release does not say that anything is held against it: it may be cited, imitated or warned.',
    `The identifier is ${KINDS[kind]}; ${PROOFS[how]}.`,
    `A release may be told of ${NAMED_DAYS} days after it was sent, or ${NAMED_QUIET_DAYS} days after it was taken back or corrected where nothing else that stood named the same in between.`,
    'Whether there are others, this statement does not say: a statement of nothing is the same where there are and where there are none.',
    'It does not prove that no copy is kept outside this exchange, nor speak of persons that were masked under pseudonyms, of sealed parts, of pictures and files, of other ways to write the identifier, of notices, cases, meetings and reports, of what was erased here, or of what parties share that never came here.',
  ].join(' ')
}
