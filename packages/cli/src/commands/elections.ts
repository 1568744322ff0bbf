import {
  addElection,
  changeElection,
  getReachability,
  listElections,
  planReachability,
  testReachability,
  type BodyOf,
  type Election,
  type ElectionDraft,
  type Reachability,
} from '@tocsin/api'
import { Command } from 'commander'
import { operatorClient } from '../operator-client.ts'

type Flags = {
  url: string
  name?: string
  kind?: ElectionDraft['kind']
  date?: string
  place?: string[]
  deadline?: ElectionDraft['deadlines']
  clock?: NonNullable<ElectionDraft['clocks']>
}

type TestFlags = {
  url: string
  call: string
  answerWithin: string
  daysBefore?: string
  unanswered?: boolean
}

/** `tocsin elections`: what is on file of elections, and tests of whether their offices can be reached. */
export const electionsCommand = new Command('elections')
  .description('elections on file, and whether their offices can be reached')
  .addCommand(withUrl('list', 'every election with the days left').action(list))
  .addCommand(
    withDraft('add', 'put one on file; needs --name, --kind, --date and --place').action(
      async ({ url, ...said }: Flags) => {
        const { name, kind, date, place } = said
        if (!name || !kind || !date || !place)
          throw new Error('name the election with --name, --kind, --date and --place')
        const draft = { name, kind, date, places: place, deadlines: said.deadline ?? [] }
        const body = { ...draft, ...(said.clock ? { clocks: said.clock } : {}) }
        say(await operatorClient(url)(addElection, { body }))
      },
    ),
  )
  .addCommand(
    withDraft('change', 'replace what is given; the rest stays as it is on file')
      .argument('<id>', 'of the election')
      .action(change),
  )
  .addCommand(
    withUrl('test', 'ask its accountable offices by mail whether it arrives; a test and no alarm')
      .argument('<id>', 'of the election')
      .requiredOption('--call <words>', 'whom an office calls in doubt')
      .option('--answer-within <minutes>', 'until it is the next contact’s turn', '1440')
      .option('--days-before <days>', 'plan it for so many days before the election, at 9:00')
      .option('--unanswered', 'a reminder: those alone that gave no answer to the last test')
      .action(testOffices),
  )
  .addCommand(
    withUrl('reached', 'how far the last test came at its offices')
      .argument('<id>', 'of the election')
      .action(async (id: string, { url }: Flags) =>
        sayReached(await operatorClient(url)(getReachability, { params: { id } })),
      ),
  )
  .addHelpText(
    'after',
    `
The key of an operator is read from the environment: TOCSIN_KEY.`,
  )

function withUrl(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--url <origin>', 'the running exchange')
}

function withDraft(name: string, description: string): Command {
  return withUrl(name, description)
    .option('--name <name>', 'such as "General election"')
    .option('--kind <kind>', 'general, primary, runoff, special or referendum')
    .option('--date <day>', 'such as 2026-11-03')
    .option('--place <id...>', 'where it is held, by codes of places; each with all below it')
    .option('--deadline <day=name>', 'such as "2026-10-05=Last day to register"', deadline)
    .option('--clock <days=minutes>', 'time to answer notices in the last days', clock)
}

async function list({ url }: Flags): Promise<void> {
  const { items } = await operatorClient(url)(listElections)
  for (const one of items) say(one)
}

async function change(id: string, { url, ...said }: Flags): Promise<void> {
  const client = operatorClient(url)
  const found = (await client(listElections)).items.find((one) => one.id === id)
  if (!found) throw new Error(`no election ${id} is on file`)
  const { name, kind, date, places, deadlines, clocks, edition } = found
  const body: BodyOf<typeof changeElection> = {
    edition,
    name: said.name ?? name,
    kind: said.kind ?? kind,
    date: said.date ?? date,
    places: said.place ?? places,
    deadlines: said.deadline ?? deadlines.map((one) => ({ name: one.name, date: one.date })),
    clocks: said.clock ?? clocks ?? [],
  }
  say(await client(changeElection, { params: { id }, body }))
}

async function testOffices(id: string, flags: TestFlags): Promise<void> {
  const client = operatorClient(flags.url)
  const terms = {
    whoToCall: flags.call,
    answerWithin: Number(flags.answerWithin),
    unansweredOnly: flags.unanswered ?? false,
  }
  const params = { id }
  const daysBefore = Number(flags.daysBefore)
  sayReached(
    flags.daysBefore === undefined
      ? await client(testReachability, { params, body: terms })
      : await client(planReachability, { params, body: { ...terms, daysBefore } }),
  )
}

function say({ id, name, kind, date, daysLeft, placeNames, deadlines, clocks }: Election): void {
  const left = daysLeft < 0 ? `${-daysLeft} days ago` : `${daysLeft} days left`
  console.log(`${id}  ${date} (${left})  ${name}, ${kind}: ${placeNames.join('; ')}`)
  for (const one of deadlines) console.log(`  ${one.date} (${one.daysLeft} days)  ${one.name}`)
  for (const one of clocks ?? [])
    console.log(`  in the last ${one.lastDays} days: ${one.answerWithin} minutes to answer`)
}

function sayReached({ offices, counts, checks, plans, mailBlocked }: Reachability): void {
  console.log(`${offices} offices answer for this election; ${checks.length} tests were sent.`)
  for (const [reached, count] of Object.entries(counts))
    console.log(`  ${String(count).padStart(7)}  ${reached}`)
  for (const { dueAt, daysBefore, unansweredOnly } of plans)
    console.log(
      `  ${unansweredOnly ? 'reminder' : 'test'} planned ${daysBefore} days before: ${dueAt}`,
    )
  if (mailBlocked) console.error(mailBlocked)
}

function deadline(value: string, earlier: ElectionDraft['deadlines'] = []) {
  const [, date, name] = /^(\d{4}-\d\d-\d\d)=(.+)$/.exec(value) ?? []
  if (!date || !name) throw new Error(`--deadline takes day=name, not ${value}`)
  return [...earlier, { date, name }]
}

function clock(value: string, earlier: NonNullable<ElectionDraft['clocks']> = []) {
  const [, days, minutes] = /^(\d{1,3})=(\d{1,5})$/.exec(value) ?? []
  if (!days || !minutes) throw new Error(`--clock takes days=minutes, not ${value}`)
  return [...earlier, { lastDays: Number(days), answerWithin: Number(minutes) }]
}
