/** What `check-mail` and `check-link` hold things against, and how they say what came of it. */
import { toTargets, Watch } from '@tocsin/detect'
import {
  ANSWER_LANGUAGES,
  findHits,
  findImitations,
  harmless,
  hostsOf,
  inWords,
  judge,
  openResolver,
  valuesOf,
  type AnswerLanguage,
  type ReadOptions,
  type SuspiciousReading,
} from '@tocsin/detect/suspicious'
import { InvalidArgumentError, type Command } from 'commander'
import { IndicatorFiles } from './indicator-files.ts'
import { readTargetList } from './target-list.ts'
import { readTextFile } from './text-file.ts'
import { describeLoaded } from './match-words.ts'
import { printable } from './stix-file.ts'

type CheckFlags = {
  readonly own?: string[]
  readonly ownName?: string[]
  readonly targets?: string
  readonly indicators?: string[]
  readonly resolver?: string[]
  readonly contact?: string
  readonly language: AnswerLanguage
  readonly json?: boolean
}

/** What is loaded once for all that one call looks at. */
export type Checker = {
  readonly options: () => ReadOptions
  /** Prints what a reading comes to; true where something speaks against it. */
  readonly tell: (what: string, reading: SuspiciousReading) => boolean
}

/** The options that both commands take. */
export function withCheckOptions(command: Command): Command {
  return command
    .option('--own <domain...>', 'own domains, which the own mail servers lie below')
    .option('--own-name <words...>', 'names that the own office goes by')
    .option('--targets <file>', 'CSV of other names that may be imitated, as `watch` reads it')
    .option('--indicators <file...>', 'lists, tables or STIX of what is known as harmful')
    .option(
      '--resolver <address...>',
      'ask this name server for keys of signatures; without it nothing is asked of anybody',
    )
    .option('--contact <words>', 'whom to call, said in the answer')
    .option('--language <code>', 'en, es or fr', readLanguage, 'en')
    .option('--json', 'print one object for each')
    .addHelpText(
      'after',
      `
Nothing is visited, opened or sent. Put what is looked at before options that take several values.
Exit status: 0 nothing speaks against it here, which proves nothing; 1 it could not be read; 2 something speaks against it.`,
    )
}

function readLanguage(text: string): AnswerLanguage {
  const found = ANSWER_LANGUAGES.find((one) => one === text)
  if (found) return found
  throw new InvalidArgumentError(ANSWER_LANGUAGES.join(', '))
}

/** Reads targets and indicators. Throws what reading them throws. */
export async function openChecker(flags: CheckFlags): Promise<Checker> {
  const ownDomains = (flags.own ?? []).map((one) => one.toLowerCase())
  const own =
    ownDomains.length > 0 ? new Watch(toTargets(ownDomains.map((name) => ({ name })))) : undefined
  const others = flags.targets === undefined ? undefined : await readOthers(flags.targets)
  const files =
    flags.indicators === undefined ? undefined : await IndicatorFiles.load(flags.indicators, [], {})
  for (const words of files ? describeLoaded(files, {}) : []) console.error(printable(words))
  const options = (): ReadOptions => ({
    own: ownDomains,
    now: new Date(),
    resolve: flags.resolver && openResolver(flags.resolver),
  })
  return {
    options,
    tell: (what, reading) => {
      const judgement = judge(reading, {
        ownDomains,
        ownNames: flags.ownName ?? [],
        imitations: findImitations(hostsOf(reading), own, others),
        known: [],
        alerts: [],
        hits: files ? findHits(valuesOf(reading), files.indicators, Date.now) : [],
        common: [],
      })
      const answer = inWords(judgement, flags.language, flags.contact)
      console.log(
        flags.json
          ? JSON.stringify({ what, ...answer, reading })
          : toText(what, answer, reading).map(printable).join('\n'),
      )
      return judgement.verdict !== 'nothing-known'
    },
  }
}

async function readOthers(file: string): Promise<Watch> {
  const text = await readTextFile(file)
  const targets = readTargetList(text, file, (columns) =>
    console.error(printable(`${file}: not used: column ${columns.join(', ')}`)),
  )
  return new Watch(targets)
}

const SIGNS = { danger: '!!', caution: '! ', note: '  ' } as const

function toText(
  what: string,
  { words, first, findings, more }: ReturnType<typeof inWords>,
  { files, links }: SuspiciousReading,
): string[] {
  return [
    `${what}: ${words}`,
    ...first.map((one, i) => `  ${i + 1}. ${one}`),
    ...findings.map((one) => `${SIGNS[one.level]} ${one.words}`),
    ...(more > 0 ? [`   and ${more} more`] : []),
    ...links.flatMap(({ written, url }) =>
      url ? [`   link ${harmless(written)} -> ${harmless(url)}`] : [],
    ),
    ...files.map(
      ({ name, kind, size, sha256 }) =>
        `   file ${harmless(name)} ${kind} ${size} SHA-256 ${sha256}`,
    ),
  ]
}
