/** Plain words for each code, in English. `{name}` stands for what the finding names. */
import type { WordsOf } from './judgement.ts'

export const ENGLISH: WordsOf = {
  verdicts: {
    known: 'This is known here as harmful or false. Do not use it.',
    imitates: 'A name in it imitates another. Do not use it until you have called.',
    danger: 'Something in it is made to deceive. Do not use it until you have called.',
    caution: 'Some things in it are not as they should be. Call before you use it.',
    'nothing-known': 'Nothing is known against it here. That is no proof that it is safe.',
  },
  first: {
    'do-not-click': 'Do not press any link in it, and do not copy one into a browser.',
    'do-not-open': 'Do not open any file that came with it.',
    'do-not-answer': 'Do not answer it, and call no number that stands in it.',
    'call-known-number': 'Not sure? Call the sender by a number that you had before. {contact}',
    'if-clicked':
      'If somebody pressed a link or typed a password: say so now, change the password from another machine, and keep the machine switched on.',
    report: 'Keep the mail. Report it, so that others are warned.',
  },
  findings: {
    known: 'You were told of {value} before: “{title}”.',
    indicator: '{value} is on a list of harmful things ({source}).',
    alert: 'You have an alert about the name {name}: it imitates a name of yours.',
    'imitates-own': '{name} imitates your name {target}. It is not yours.',
    'imitates-other': '{name} imitates the name {target}.',
    'no-from': 'It does not say who wrote it.',
    'several-from': 'It names several senders ({addresses}). Mail programs show one of them.',
    'name-shows-address': 'The name of the sender reads “{name}”, but the mail is from {address}.',
    'says-own-name':
      'The sender calls itself “{name}”, which is your name, but writes from {address}.',
    'reply-differs': 'An answer would not go to {from} but to {address}.',
    'own-server-pass': 'Your own mail server found that it really came by way of {domain}.',
    'own-server-fail': 'Your own mail server found that it did not come from {domain}, as it says.',
    'own-server-spf':
      'Your own mail server found that a machine sent it that {domain} does not name as its own.',
    'spf-passes':
      'As of now {domain} names the machine that sent it as one of its own. That does not prove who wrote it.',
    'spf-fails':
      'As of now {domain}, where it returns to, does not name the machine that sent it as its own. Forwarding causes that too.',
    'spf-unknown': 'Whether the machine that sent it may do so could not be checked again.',
    'own-server-silent': 'Your own mail server did not write down whether the sender is real.',
    'no-own-server':
      'No line of its way was written by a mail server known as yours, so nothing in those lines can be relied on.',
    'policy-unmet':
      '{domain} asks others to refuse mails that nothing proves, and no signature proves this one.',
    unsigned: 'It carries no signature, so nothing shows that it is as it was sent.',
    'not-checked-again':
      'It carries a signature that could not be checked again: this needs to ask the Internet, and nobody has allowed that.',
    'signed-in-part':
      '{domain} signed only a part of it. Something was added behind that, or could have been.',
    'signed-by-sender':
      '{domain}, where it says it comes from, signed it, and nothing signed was changed. That account may still be in wrong hands.',
    'signed-by-other': '{domain} signed it, which is not where it says it comes from.',
    'signature-broken':
      'A signature of {domain} does not fit: it was changed on the way, or is false. Lists and some ways of forwarding change mails too.',
    'signature-unasked':
      'A signature of {domain} could not be checked again: its key could not be fetched just now.',
    'signature-expired':
      'A signature of {domain} fits but is out of date. Old mails look like this.',
    'chain-not-checked':
      'It carries seals of servers that passed it on (ARC), which could not be checked again: this needs to ask the Internet, and nobody has allowed that.',
    'chain-unasked':
      'The seals of servers that passed it on (ARC) could not all be checked again: a key could not be fetched just now.',
    'chain-holds':
      'Recomputed: its chain of seals (ARC, {count}) holds. It is as {domain} passed it on, and nobody has changed what the seals say since. That does not show who wrote it.',
    'chain-changed-before':
      'Recomputed: it was changed between servers that sealed it ({count} of their signatures no longer fit). Lists do that.',
    'chain-misshapen':
      'Its seals of servers (ARC) do not make a chain, so nothing in them can be relied on.',
    'chain-said-failed':
      'The last server that sealed it, {domain}, says itself that the chain before it did not hold.',
    'chain-changed':
      'Recomputed: it is not as {domain}, the last server that sealed it (ARC), passed it on: it was changed since, or the seal is false.',
    'chain-broken':
      'Recomputed: the chain of seals (ARC) does not hold at step {step}: one of its lines was changed or is false.',
    'chain-claims':
      'Only a line of {domain} claims (seal {step}): {claims}. That nobody changed that line was recomputed; whether it is so was not, and rests on trust in {domain}.',
    'chain-claims-unproven':
      'Only a line that names {domain} claims (seal {step}): {claims}. Nothing shows that {domain} wrote it.',
    'signature-unusable':
      'A signature that names {domain} proves nothing: there is no good key for it.',
    'really-own': 'It really comes from your own address {address}, as far as can be checked.',
    'own-unproven': 'It says it is from your own address {address}, and nothing proves that.',
    'link-unread': 'A link in it cannot be read: {why}.',
    unwrapped: 'A link goes through {by} and leads to {host}.',
    'user-in-link':
      'A link looks as if it led to {shown}, but that is only a name before an @. It leads to {host}.',
    'odd-port': 'A link to {host} uses an unusual door ({port}).',
    'cannot-unwrap':
      'A link goes through {by} ({host}). Where it leads cannot be known without asking there, and that is not done.',
    'leads-on': 'A link to {host} carries another address in it, {to}, and may lead there.',
    'own-host': 'A link leads to {host}, which is yours.',
    'common-host':
      'A link leads to {host}. Everybody uses it, so the name says nothing of who made the page.',
    runs: 'A link does not lead anywhere but would run something ({scheme}).',
    'odd-scheme': 'A link opens a program and not a page ({scheme}).',
    'shown-differs': 'A link shows {shown} and leads to {host}.',
    'number-host': 'A link leads to a number ({host}) and not to a name.',
    'mixed-letters':
      'The name {seen} mixes letters of two alphabets to look like another. It is really {host}.',
    'foreign-letters': 'The name {seen} has letters beyond English ones. It is really {host}.',
    'file-two-endings': 'The file “{file}” has two endings. Only the last one counts.',
    'file-turned-name': 'The name of the file “{file}” is turned round to hide its ending.',
    'file-other-than-named': 'The file “{file}” is not of the kind that its name says.',
    'file-macros': 'The file “{file}” can run something when it is opened.',
    'file-runs': 'The file “{file}” would run on a machine that opens it.',
    'file-locked': 'The file “{file}” is locked with a password, so that nothing can look into it.',
    'file-packed':
      'The file “{file}” is packed. It was not unpacked, so what is in it is not known.',
    'file-page': 'The file “{file}” is a web page. Such files often ask for a password.',
    turned: 'It holds marks that nobody sees and that make words look like others ({count}).',
    'asks-password': 'It asks for a password.',
    form: 'It holds a form that sends away what is typed.',
    script: 'It holds a program in its words.',
    'headers-lost':
      'It was forwarded within the text, from “{from}”. Who really sent it and which way it came is lost: forward it as an attachment to have that looked at.',
    'no-headers': 'Only words and links were looked at: who sent them cannot be told from that.',
    'left-pictures':
      'Pictures were not looked into ({count}). A code in a picture (QR) was not read.',
    'left-archives': 'Packed files were not unpacked ({count}).',
    'left-links': 'Links beyond the first 500 were not looked at ({count}).',
    'left-mails': 'Mails within mails were not all looked at ({count} left out).',
    'left-files': 'Files beyond the first 100 were not looked at ({count}).',
    'left-text': 'It is so long that its end was not read.',
    'left-way': 'Lines of its way beyond the first 60 were not read ({count}).',
    'left-tags': 'Parts of it were too long to be read ({count}).',
  },
}
