/** `tocsin case`: own steps, offers, the joint plan and the joint clock. */
import {
  answerCaseOffer,
  CASE_INSTANT_KINDS,
  editCaseStep,
  listCaseSteps,
  offerCaseStep,
  proposeCaseInstant,
  sayToCaseInstant,
  STEP_STATES,
  strikeCaseLine,
  withdrawCaseInstant,
  writeCaseLine,
  writeCaseStep,
  type BodyOf,
  type CaseStep,
  type Client,
  type StepState,
} from '@tocsin/api'
import { Argument, type Command, Option } from 'commander'
import { randomUUID } from 'node:crypto'
import { actAndSay, caseCommand, collect, type Flags, toInstant } from './command.ts'
import { instantLine, offerLine, planLine, stepLine } from './words.ts'

type Written = Flags & { due?: string; id?: string }
type Changed = Written & { words?: string; state?: StepState; base?: string; settles?: string[] }

const CASE = ['<case>', 'its id, from `list`'] as const
const dueOption = () =>
  new Option('--due <instant>', 'with its zone, such as 2026-11-03T20:00:00Z').argParser(toInstant)
const idOption = () =>
  new Option('--id <uuid>', 'chosen by you: what is sent again under it is kept once')

/** Commands of what members do for themselves. */
export const WORK: readonly Command[] = [
  caseCommand('step', 'make a step of the own member; nobody makes one for another')
    .argument(...CASE)
    .argument('<words>', 'what you do')
    .addOption(dueOption())
    .addOption(idOption())
    .action((id: string, words: string, { due, id: editId = randomUUID(), ...flags }: Written) =>
      actAndSay(
        flags,
        (client) =>
          client(writeCaseStep, { params: { id }, body: { editId, words, ...dueOf(due) } }),
        stepLine,
      ),
    ),
  caseCommand('change', 'change an own step; what is not given stays as it stands')
    .argument(...CASE)
    .argument('<step>', 'its id, from `steps`')
    .option('--words <words>', 'what you do')
    .addOption(new Option('--state <state>', 'how it stands').choices(STEP_STATES))
    .addOption(dueOption())
    .option('--base <version>', 'the version that you wrote on; else the one that stands now')
    .option(
      '--settles <version>',
      'a version beside it that this settles; may be repeated',
      collect,
    )
    .addOption(idOption())
    .action((id: string, step: string, flags: Changed) =>
      actAndSay(flags, (client) => changeStep(client, { id, step }, flags), stepLine),
    ),
  caseCommand('offer', 'offer a step to a member, which takes it, declines it, or says nothing')
    .argument(...CASE)
    .argument('<member>', 'the id of the member, from `show`')
    .argument('<words>', 'the step')
    .addOption(dueOption())
    .action((id: string, to: string, words: string, { due, ...flags }: Written) =>
      actAndSay(
        flags,
        (client) => client(offerCaseStep, { params: { id }, body: { to, words, ...dueOf(due) } }),
        offerLine,
      ),
    ),
  caseCommand('answer', 'take or decline an offered step, or withdraw an own offer')
    .argument(...CASE)
    .argument('<offer>', 'its id, from `offers`')
    .addArgument(
      new Argument('<answer>', 'for the own member').choices(['taken', 'declined', 'withdrawn']),
    )
    .action(
      (id: string, offer: string, answer: BodyOf<typeof answerCaseOffer>['answer'], flags: Flags) =>
        actAndSay(
          flags,
          (client) => client(answerCaseOffer, { params: { id, offer }, body: { answer } }),
          offerLine,
        ),
    ),
  caseCommand('line', 'write a line of the joint plan, or a note')
    .argument(...CASE)
    .argument('<words>', 'in words')
    .option('--note', 'a note, and no line of the plan')
    .addOption(dueOption())
    .addOption(idOption())
    .action(
      (
        id: string,
        words: string,
        { due, note, id: lineId = randomUUID(), ...flags }: Written & { note?: true },
      ) =>
        actAndSay(
          flags,
          (client) => {
            const kind = note ? ('note' as const) : ('plan' as const)
            return client(writeCaseLine, {
              params: { id },
              body: { lineId, kind, words, ...dueOf(due) },
            })
          },
          planLine,
        ),
    ),
  caseCommand('strike', 'strike an own line; it stays readable')
    .argument(...CASE)
    .argument('<line>', 'its id, from `lines`')
    .action((id: string, line: string, flags: Flags) =>
      actAndSay(flags, (client) => client(strikeCaseLine, { params: { id, line } }), planLine),
    ),
  ...clockCommands(),
]

function clockCommands(): Command[] {
  return [
    caseCommand(
      'propose',
      'propose an instant; it holds for whoever says yes, and binds nobody else',
    )
      .argument(...CASE)
      .addArgument(new Argument('<kind>', 'what it is for').choices(CASE_INSTANT_KINDS))
      .addArgument(new Argument('<instant>', 'such as 2026-11-03T20:00:00Z').argParser(toInstant))
      .argument('<words>', 'what happens then')
      .addOption(idOption())
      .action(
        (
          id: string,
          kind: (typeof CASE_INSTANT_KINDS)[number],
          at: string,
          words: string,
          { id: instantId = randomUUID(), ...flags }: Written,
        ) =>
          actAndSay(
            flags,
            (client) =>
              client(proposeCaseInstant, {
                params: { id },
                body: { instantId, kind, words, at },
              }),
            instantLine,
          ),
      ),
    caseCommand('say', 'say yes or no to an instant for the own member, until it comes')
      .argument(...CASE)
      .argument('<instant>', 'its id, from `instants`')
      .addArgument(new Argument('<word>', 'for the own member').choices(['yes', 'no']))
      .action((id: string, instant: string, says: 'yes' | 'no', flags: Flags) =>
        actAndSay(
          flags,
          (client) => client(sayToCaseInstant, { params: { id, instant }, body: { says } }),
          instantLine,
        ),
      ),
    caseCommand('withdraw', 'withdraw an instant that the own member proposed')
      .argument(...CASE)
      .argument('<instant>', 'its id, from `instants`')
      .action((id: string, instant: string, flags: Flags) =>
        actAndSay(
          flags,
          (client) => client(withdrawCaseInstant, { params: { id, instant } }),
          instantLine,
        ),
      ),
  ]
}

function dueOf(due: string | undefined): { dueAt?: string } {
  return due === undefined ? {} : { dueAt: due }
}

async function changeStep(
  client: Client,
  { id, step }: { id: string; step: string },
  { words, state, due, base, settles, id: editId = randomUUID() }: Changed,
): Promise<CaseStep> {
  const { current } = await findStep(client, id, step)
  return client(editCaseStep, {
    params: { id, step },
    body: {
      editId,
      base: base ?? current.id,
      words: words ?? current.words,
      state: state ?? current.state,
      ...dueOf(due ?? current.dueAt),
      ...(settles ? { settles } : {}),
    },
  })
}

/** A step as it stands now, from the pages of its case. */
async function findStep(client: Client, id: string, step: string): Promise<CaseStep> {
  for (let after: string | undefined; ;) {
    const query = { limit: 200, ...(after === undefined ? {} : { after }) }
    const page = await client(listCaseSteps, { params: { id }, query })
    const found = page.items.find((one) => one.id === step)
    if (found) return found
    if (page.next === undefined) throw new Error(`no step ${step} in this case is for you to read`)
    after = page.next
  }
}
