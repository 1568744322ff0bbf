import { listMatchings } from '@tocsin/api'
import { fingerprintOf, makePartyKeys } from '@tocsin/psi'
import { Command, InvalidArgumentError } from 'commander'
import { setTimeout as sleep } from 'node:timers/promises'
import { memberClient } from '../operator-client.ts'
import { ask, type AskFlags } from '../private-match/ask.ts'
import { appendLines, readKeys, readKind, writeKeys } from '../private-match/files.ts'
import { hold, type HoldFlags } from '../private-match/hold.ts'
import { matchReleases, type ReleaseFlags } from '../private-match/releases.ts'
import { matchingWords } from '../private-match/words.ts'
import { hitJson, hitWords } from '../match-words.ts'
import { printable } from '../stix-file.ts'

/** Milliseconds between two looks with `--follow`. */
const LOOK = 2000
/** The same for releases, which come less often. */
const LOOK_FOR_RELEASES = 15_000
const KEY = `
The key of the own member is read from the environment: TOCSIN_KEY. Lists, keys and what is found stay on this machine.`

/** `tocsin match-private`: the own side of a private matching, on the own machine. */
export const matchPrivateCommand = new Command('match-private')
  .description('learn with another member which items stand in both lists, and nothing else')
  .addCommand(
    new Command('keys')
      .description('make the keys of the own side, or show the fingerprint of those there')
      .argument('<file>', 'where the keys are, or will be')
      .option('--show', 'show the keys there, and make none')
      .action(keys),
  )
  .addCommand(
    new Command('list')
      .description('private matchings of the own member')
      .requiredOption('--url <origin>', 'the running exchange')
      .addHelpText('after', KEY)
      .action(list),
  )
  .addCommand(
    sideCommand('ask', 'ask one round')
      .option('--out <file>', 'add what hits to this file, for its owner alone')
      .option('--wait <seconds>', 'for the answer', readSeconds, 600)
      .addHelpText(
        'after',
        `${KEY}\nExit status: 0 asked and answered, 3 the list looks made up and was not asked.`,
      )
      .action(askOnce),
  )
  .addCommand(
    sideCommand('hold', 'send the table of the epoch and answer what waits')
      .option('--out <file>', 'where both learn: add what hits to this file')
      .option('--follow', 'go on answering until stopped')
      .addHelpText('after', KEY)
      .action(holdOn),
  )
  .addCommand(
    new Command('releases')
      .description('match what was released to the own member against own lists and exports')
      .argument('<list...>', 'own lists, one a line, or exports and logs of columns')
      .requiredOption('--url <origin>', 'the running exchange')
      .requiredOption('--state <folder>', 'which releases were matched; for its owner alone')
      .option('--platform <name>', 'whose accounts are meant where a list names none')
      .option('--follow', 'go on with each new release until stopped')
      .option('--json', 'print one object a line')
      .addHelpText(
        'after',
        `${KEY}
Each release is fetched once, whether anything hits or not, and matched here: nobody learns that anything did.
Exit status: 0 all was read, 1 a release or a list could not be.`,
      )
      .action(releases),
  )

function sideCommand(name: string, summary: string): Command {
  return new Command(name)
    .description(summary)
    .argument('<matching>', 'its id, from `list`')
    .requiredOption('--url <origin>', 'the running exchange')
    .requiredOption('--keys <file>', 'keys of the own side')
    .requiredOption(
      '--kind <kind>',
      'domain, url, ipv4, ipv6, email, phone, handle, account or sha256',
      readKind,
    )
    .requiredOption('--list <file>', 'the own list, one a line')
    .requiredOption('--state <folder>', 'what is kept of an epoch; for its owner alone')
}

function keys(file: string, { show }: { show?: boolean }): void {
  const made = show ? readKeys(file) : makePartyKeys()
  if (!show) writeKeys(file, made)
  console.log(`public key   ${made.publicKey}`)
  console.log(`fingerprint  ${fingerprintOf(made.publicKey)}`)
}

async function list({ url }: { url: string }): Promise<void> {
  const client = memberClient(url)
  let after: string | undefined
  do {
    const page = await client(listMatchings, { query: after === undefined ? {} : { after } })
    for (const line of page.items.flatMap(matchingWords)) console.log(printable(line))
    after = page.next
  } while (after !== undefined)
}

async function askOnce(id: string, flags: AskFlags & { out?: string }): Promise<void> {
  const asked = await ask(id, flags, say)
  if ('refused' in asked) {
    say(asked.refused)
    process.exitCode = 3
    return
  }
  const { count, hits } = asked.outcome
  const values = hits.map(({ value }) => value)
  if (flags.out !== undefined) appendLines(flags.out, values)
  else for (const value of values) console.log(printable(value))
  say(`${count} of the list stand in both`)
}

async function holdOn(id: string, flags: HoldFlags & { follow?: boolean }): Promise<void> {
  for (;;) {
    const done = await hold(id, flags, say)
    if (!flags.follow) {
      if (done === 0) say('nothing waits')
      return
    }
    await sleep(LOOK)
  }
}

async function releases(
  lists: string[],
  flags: ReleaseFlags & { follow?: boolean; json?: boolean },
): Promise<void> {
  const toLine = flags.json ? hitJson : hitWords
  for (;;) {
    const { failed } = await matchReleases(lists, flags, {
      say,
      onHit: (release, list, hit) => console.log(`${release}\t${toLine(hit, list)}`),
    })
    if (failed > 0) process.exitCode = 1
    if (!flags.follow) return
    await sleep(LOOK_FOR_RELEASES)
  }
}

function say(words: string): void {
  console.error(printable(words))
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds
  throw new InvalidArgumentError('1 to 86400')
}
