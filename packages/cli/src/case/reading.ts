/** `tocsin case`: what stands in cases, as far as the person who signed in may see. */
import {
  CASE_STATES,
  getCase,
  listCaseClaims,
  listCaseDuplicates,
  listCaseEvents,
  listCaseInstants,
  listCaseItems,
  listCaseLines,
  listCaseOffers,
  listCases,
  listCaseSteps,
  type Client,
  type QueryOf,
} from '@tocsin/api'
import { type Command, Option } from 'commander'
import {
  actAndSay,
  caseCommand,
  type Flags,
  listCommand,
  type ListFlags,
  sayList,
} from './command.ts'
import {
  caseLines,
  claimLine,
  eventLine,
  instantLine,
  itemLine,
  offerLine,
  planLine,
  stepLine,
  summaryLine,
} from './words.ts'

type Filters = ListFlags & Pick<QueryOf<typeof listCases>, 'state' | 'words'>

/** Commands that read. */
export const READING: readonly Command[] = [
  listCommand('list', 'cases of the own member, the newest first')
    .addOption(new Option('--state <state>', 'those that are so').choices(CASE_STATES))
    .option('--words <words>', 'each stands in the title or the name of the group')
    .action(({ state, words, ...flags }: Filters) =>
      sayList(
        flags,
        (client, page) =>
          client(listCases, {
            query: { ...page, ...(state ? { state } : {}), ...(words ? { words } : {}) },
          }),
        { toLine: summaryLine, what: 'case' },
      ),
    ),
  caseCommand('show', 'one case: who was invited, and how they stand to it')
    .argument('<case>', 'its id, from `list`')
    .action((id: string, flags: Flags) =>
      actAndSay(flags, (client) => client(getCase, { params: { id } }), caseLines),
    ),
  ofCase('items', 'what it is about; what is not for the own member is counted at its place', {
    read: (client, id, query) => client(listCaseItems, { params: { id }, query }),
    toLine: itemLine,
    what: 'item',
  }),
  ofCase('steps', 'steps of its members, each its own', {
    read: (client, id, query) => client(listCaseSteps, { params: { id }, query }),
    toLine: stepLine,
    what: 'step',
  }),
  ofCase('offers', 'steps that the own member offered or was offered', {
    read: (client, id, query) => client(listCaseOffers, { params: { id }, query }),
    toLine: offerLine,
    what: 'offer',
  }),
  ofCase('lines', 'the joint plan and notes', {
    read: (client, id, query) => client(listCaseLines, { params: { id }, query }),
    toLine: planLine,
    what: 'line',
  }),
  ofCase('instants', 'the joint clock, with what each says to an instant', {
    read: (client, id, query) => client(listCaseInstants, { params: { id }, query }),
    toLine: instantLine,
    what: 'instant',
  }),
  ofCase('claims', 'what members claim, each for itself; rivals stand side by side', {
    read: (client, id, query) => client(listCaseClaims, { params: { id }, query }),
    toLine: claimLine,
    what: 'claim',
  }),
  ofCase('timeline', 'who did what, when, as far as it was for the own member', {
    read: (client, id, query) => client(listCaseEvents, { params: { id }, query }),
    toLine: eventLine,
    what: 'event',
  }),
  caseCommand('duplicates', 'releases in it that hold the same objects, among those that you see')
    .argument('<case>', 'its id, from `list`')
    .action((id: string, flags: Flags) =>
      actAndSay(
        flags,
        (client) => client(listCaseDuplicates, { params: { id } }),
        ({ items, compared, capped }) => [
          ...items.map(({ one, other, objects }) => `${one}  ${other}  ${objects} objects in both`),
          `${compared} releases compared${capped ? ', the latest; others were not' : ''}`,
        ],
      ),
    ),
]

type Listed<T> = {
  read: (
    client: Client,
    id: string,
    query: { limit: number; after?: string },
  ) => Promise<{ items: T[]; next?: string; withheld?: number }>
  toLine: (one: T) => string
  what: string
}

function ofCase<T>(name: string, description: string, { read, ...words }: Listed<T>): Command {
  return listCommand(name, description)
    .argument('<case>', 'its id, from `list`')
    .action((id: string, flags: ListFlags) =>
      sayList(flags, (client, query) => read(client, id, query), words),
    )
}
