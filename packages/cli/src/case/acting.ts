/** `tocsin case`: what a person does in a case for their member, each act as the screen does it. */
import {
  answerCaseInvitation,
  CASE_ITEM_KINDS,
  getCase,
  inviteToCase,
  leadCase,
  listGroups,
  mergeCase,
  openCase,
  partCase,
  putInCase,
  splitCase,
  takeOutOfCase,
  type BodyOf,
  type CaseDraft,
  type Client,
} from '@tocsin/api'
import { type Command, Argument, Option } from 'commander'
import { actAndSay, caseCommand, collect, type Flags } from './command.ts'
import { caseLines, itemLine } from './words.ts'

type OpenFlags = Flags & {
  group: string
  purpose: CaseDraft['purpose']
  title?: string
  invite?: string[]
}

const STANDINGS = {
  joined: ['join', 'join a case; it opens nothing that you could not see before'],
  declined: ['decline', 'decline to join'],
  left: ['leave', 'leave a case; you see it no more'],
} as const

/** Opening a case, who is in it, and what is put in. */
export const ACTING: readonly Command[] = [
  caseCommand('open', 'open a case with members of a group')
    .requiredOption('--group <name>', 'the name of the group, or its id')
    .requiredOption('--purpose <purpose>', 'one that the charter of the group names')
    .option('--title <words>', 'else the exchange names it by its day')
    .option('--invite <member>', 'name or id of a member of the group; may be repeated', collect)
    .action((flags: OpenFlags) => actAndSay(flags, (client) => open(client, flags), caseLines)),
  caseCommand('invite', 'invite one member of the group, by a member that leads the case')
    .argument('<case>', 'its id, from `list`')
    .argument('<member>', 'the id of the member')
    .action((id: string, memberId: string, flags: Flags) =>
      actAndSay(
        flags,
        (client) => client(inviteToCase, { params: { id }, body: { memberId } }),
        caseLines,
      ),
    ),
  ...(['joined', 'declined', 'left'] as const).map(standing),
  caseCommand(
    'lead',
    'take the lead where nobody has it, or lay it down; close a case or open it again',
  )
    .argument('<case>', 'its id, from `list`')
    .addArgument(
      new Argument('<act>', 'what to do').choices(['take', 'lay-down', 'close', 'open-again']),
    )
    .action((id: string, act: BodyOf<typeof leadCase>['act'], flags: Flags) =>
      actAndSay(flags, (client) => client(leadCase, { params: { id }, body: { act } }), caseLines),
    ),
  caseCommand('add', 'put something in that the own member sees; nobody sees it for that')
    .argument('<case>', 'its id, from `list`')
    .addArgument(new Argument('<kind>', 'what it is').choices(CASE_ITEM_KINDS))
    .argument('<id>', 'its id')
    .action((id: string, kind: (typeof CASE_ITEM_KINDS)[number], ref: string, flags: Flags) =>
      actAndSay(
        flags,
        (client) => client(putInCase, { params: { id }, body: { kind, ref } }),
        itemLine,
      ),
    ),
  caseCommand('take-out', 'take out what the own member put in')
    .argument('<case>', 'its id, from `list`')
    .argument('<item>', 'its id, from `items`')
    .action((id: string, item: string, flags: Flags) =>
      actAndSay(flags, (client) => client(takeOutOfCase, { params: { id, item } }), itemLine),
    ),
  caseCommand('merge', 'merge a case into another one, by a member that leads both')
    .argument('<case>', 'the one that goes')
    .argument('<into>', 'the one that stays')
    .action((id: string, into: string, flags: Flags) =>
      actAndSay(
        flags,
        (client) => client(mergeCase, { params: { id }, body: { into } }),
        caseLines,
      ),
    ),
  caseCommand('part', 'take the merging of a case back')
    .argument('<case>', 'the one that was merged')
    .action((id: string, flags: Flags) =>
      actAndSay(flags, (client) => client(partCase, { params: { id } }), caseLines),
    ),
  caseCommand('split', 'split items off into a case of their own, by a lead')
    .argument('<case>', 'its id, from `list`')
    .argument('<item...>', 'their ids, from `items`')
    .addOption(new Option('--title <words>', 'of the new case; else the exchange names it'))
    .action((id: string, items: string[], { title, ...flags }: Flags & { title?: string }) =>
      actAndSay(
        flags,
        (client) =>
          client(splitCase, { params: { id }, body: { items, ...(title ? { title } : {}) } }),
        caseLines,
      ),
    ),
]

function standing(answer: keyof typeof STANDINGS): Command {
  const [name, description] = STANDINGS[answer]
  return caseCommand(name, description)
    .argument('<case>', 'its id, from `list`')
    .action((id: string, flags: Flags) =>
      actAndSay(
        flags,
        (client) => client(answerCaseInvitation, { params: { id }, body: { answer } }),
        ({ standing: stands }) => `Your organisation has ${stands}.`,
      ),
    )
}

/** Opens a case with members that are named as the group names them. */
async function open(client: Client, { group, purpose, title, invite = [] }: OpenFlags) {
  const { items: groups } = await client(listGroups)
  const found = groups.filter(({ id, name }) => id === group || name === group)
  if (found.length !== 1) throw new Error(`${found.length} groups of yours are called “${group}”`)
  const { id: groupId, members } = found[0]!
  const invited = invite.map((one) => {
    const named = members.filter(({ id, name }) => id === one || name === one)
    if (named.length !== 1)
      throw new Error(`${named.length} members of ${found[0]!.name} are called “${one}”`)
    return named[0]!.id
  })
  const body = { groupId, purpose, invited, ...(title === undefined ? {} : { title }) }
  const opened = await client(openCase, { body })
  return client(getCase, { params: { id: opened.id } })
}
