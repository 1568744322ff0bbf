import {
  createRelease,
  getRelease,
  getReleaseObjects,
  previewRelease,
  type Client,
  type Release,
  type ReleaseDraft,
} from '@tocsin/api'
import { Command } from 'commander'
import { withSession } from '../session-file.ts'
import { countOf, draftSightings } from '../sighting-draft.ts'
import { objectsOf, printable, readStixFile } from '../stix-file.ts'

type Flags = { release: string; session?: string; send?: boolean }
type Preview = Awaited<ReturnType<typeof preview>>

/** `tocsin sightings FILE --release ID`: what would go back to the sender of a release, and with `--send` it does. */
export const sightingsCommand = new Command('sightings')
  .description(
    'send back to the sender of a release that its indicators were seen: how often, first and last',
  )
  .argument('<file>', 'sightings as `tocsin match --sightings` writes them; - for standard input')
  .requiredOption('--release <id>', 'the release that the indicators came with')
  .option('--session <file>', 'the file of `tocsin case sign-in`; else TOCSIN_SESSION')
  .option('--send', 'send it; without it only who would receive it is shown')
  .addHelpText(
    'after',
    `
The objects of the release are fetched to know which sightings are of it: its sender sees that it was read.
Exit status: 0 shown or sent, 1 nothing is to be sent, a rule refuses it, or it failed.`,
  )
  .action(sightings)

async function sightings(file: string, { release: id, session, send }: Flags): Promise<void> {
  const read = await readStixFile(file)
  if (read.unreadable.length > 0) throw new Error(`${file}: ${read.unreadable.join('; ')}`)
  await withSession(session, async (client) => {
    const release = await client(getRelease, { params: { id } })
    const { objects } = await client(getReleaseObjects, { params: { id } })
    const held = new Set(objects.flatMap((one) => (one as { id?: string }).id ?? []))
    const { draft, stays } = draftSightings(release, held, objectsOf(read))
    for (const words of stays) say(`Stays here: ${words}.`)
    if (draft === null) throw new Error('no sighting in it is of an object of this release')
    const seen = await preview(client, draft, release)
    if (send) await sendDraft(client, draft, seen)
    else say('Nothing was sent. With --send it goes to those with "receives it" alone.')
  })
}

/** Says exactly what would go to whom and by which rule. Throws where nobody would receive it. */
async function preview(client: Client, draft: ReleaseDraft, { summary }: Release) {
  const seen = await client(previewRelease, { body: draft })
  const { tlp, pap } = draft.terms
  say(
    `${countOf(draft.objects.length, 'sighting')} to ${summary.from.name}, ${tlp}, PAP ${pap}: ${draft.title}`,
  )
  const told = seen.verdicts.filter(({ member, allow }) => allow || member.id === summary.from.id)
  for (const { member, allow, rule, reason } of told)
    say(`  ${member.name}: ${allow ? 'receives it' : 'does not receive it'} (${rule}): ${reason}`)
  const others = seen.verdicts.length - told.length
  if (others > 0) say(`  others of the group, who do not receive it: ${others}`)
  for (const { object, path, message } of seen.faults) say(`  ${object} ${path}: ${message}`)
  if (seen.faults.length > 0) throw new Error('an object is not valid; nothing was sent')
  if (!seen.verdicts.some(({ allow }) => allow))
    throw new Error('nobody would receive it; nothing was sent')
  return seen
}

async function sendDraft(client: Client, draft: ReleaseDraft, { digest }: Preview): Promise<void> {
  const { summary } = await client(createRelease, { body: { draft, digest } })
  say(`Sent as release ${summary.id}, entry ${summary.logIndex} of the log.`)
}

const say = (line: string): void => console.log(printable(line))
