import { Command } from 'commander'

/** A subcommand: what `--help` lists, and how it is loaded once it is called. */
type Listed = { name: string; summary: string; load: () => Promise<Command> }

/**
 * Every subcommand, one file each in `commands/`, in the order `--help` lists them. A command is loaded
 * when it is called: `verify` must not need a database to be installed, nor `--version` wait for one.
 */
export const COMMANDS: readonly Listed[] = [
  {
    name: 'drill',
    summary: 'play a synthetic election week or a piece of history; nothing leaves it',
    load: async () => (await import('./commands/drill.ts')).drillCommand,
  },
  {
    name: 'init',
    summary: 'set up a real, empty exchange: database, country pack, hub and first operator',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'serve',
    summary: 'run the exchange that `tocsin init` set up',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'link',
    summary: 'print a one-time sign-in link for a person',
    load: async () => (await import('./commands/link.ts')).linkCommand,
  },
  {
    name: 'places',
    summary: 'the places whose offices run elections',
    load: async () => (await import('./commands/places.ts')).placesCommand,
  },
  {
    name: 'knowledge',
    summary: 'frameworks of techniques, such as DISARM and ATT&CK, loaded from their STIX files',
    load: async () => (await import('./commands/knowledge.ts')).knowledgeCommand,
  },
  {
    name: 'elections',
    summary: 'elections on file, and whether their offices can be reached',
    load: async () => (await import('./commands/elections.ts')).electionsCommand,
  },
  {
    name: 'erase',
    summary: 'erase what the record holds about a subject; one operator asks, another approves',
    load: async () => (await import('./commands/erase.ts')).eraseCommand,
  },
  {
    name: 'report',
    summary: 'count what a log holds of a period, each number with the entries it comes from',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'disclose',
    summary: 'hand in the own part of a joint disclosure; check one that is public',
    load: async () => (await import('./commands/disclose.ts')).discloseCommand,
  },
  {
    name: 'sightings',
    summary:
      'send back to the sender of a release that its indicators were seen: how often, first and last',
    load: async () => (await import('./commands/sightings.ts')).sightingsCommand,
  },
  {
    name: 'case',
    summary: 'work cases together: items, own steps, offers, plan and clock, as on the screens',
    load: async () => (await import('./commands/case.ts')).caseCommand,
  },
  {
    name: 'audit',
    summary:
      'search the record of all members as an auditor, and save proofs; each search goes on record',
    load: async () => (await import('./commands/audit.ts')).auditCommand,
  },
  {
    name: 'packet',
    summary:
      'write all that is on record about a notice or a release into one file, which `tocsin verify` checks offline',
    load: async () => (await import('./commands/packet.ts')).packetCommand,
  },
  {
    name: 'detect',
    summary: 'find accounts that act as one in an activity export',
    load: async () => (await import('./commands/detect.ts')).detectCommand,
  },
  {
    name: 'paraphrases',
    summary: 'propose accounts that keep saying the same in other words or another language',
    load: async () => (await import('./commands/paraphrases.ts')).paraphrasesCommand,
  },
  {
    name: 'compare',
    summary: 'what became of the networks of one run in another',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'follow',
    summary: 'follow a live stream of posts (JSON lines on standard input)',
    load: async () => (await import('./commands/follow.ts')).followCommand,
  },
  {
    name: 'watch',
    summary: 'find names that imitate those of a list of targets',
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'match',
    summary: 'find indicators in logs, on this machine alone',
    load: async () => (await import('./commands/match.ts')).matchCommand,
  },
  {
    name: 'check-mail',
    summary: 'look at suspicious mails, on this machine alone',
    load: async () => (await import('./commands/check-mail.ts')).checkMailCommand,
  },
  {
    name: 'check-link',
    summary: 'look at suspicious links without visiting them',
    load: async () => (await import('./commands/check-link.ts')).checkLinkCommand,
  },
  {
    name: 'match-private',
    summary: 'learn with another member which items stand in both lists, and nothing else',
    load: async () => (await import('./commands/match-private.ts')).matchPrivateCommand,
  },
  {
    name: 'media',
    summary: 'know pictures again by their PDQ hash, on this machine alone',
    load: async () => (await import('./commands/media.ts')).mediaCommand,
  },
  {
    name: 'generate',
    summary: 'make synthetic posts (no real account or post) with planted operations',
    load: async () => (await import('./commands/generate.ts')).generateCommand,
  },
  {
    name: 'compose',
    summary:
      'read lists, tables, mails, STIX and the hashes of pictures and videos into one STIX bundle; nothing leaves this machine',
    load: async () => (await import('./commands/compose.ts')).composeCommand,
  },
  {
    name: 'stix',
    summary: 'work with STIX 2.1 files',
    load: async () => (await import('./commands/stix.ts')).stixCommand,
  },
  {
    name: 'taxii',
    summary: 'work with any TAXII 2.1 server',
    load: async () => (await import('./commands/taxii.ts')).taxiiCommand,
  },
  {
    name: 'verify',
    summary: 'check a receipt or a whole log with nothing but its public key; needs no network',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
]

/** The commands for a command line: the one it names whole, the others by name and summary. */
export async function commandsFor(args: readonly string[]): Promise<Command[]> {
  const wanted = args[0] === 'help' ? args[1] : args[0]
  return Promise.all(
    COMMANDS.map(({ name, summary, load }) =>
      name === wanted ? load() : new Command(name).description(summary),
    ),
  )
}
