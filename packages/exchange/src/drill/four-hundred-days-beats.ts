import { composeStix, keepPaper, makeReport, type Attribution } from '@tocsin/api'
import { emailOf } from './cast.ts'
import { BULLETINS, hitOf, LOGS, SPARED, statesOf } from './four-hundred-days-seed.ts'
import { linkOf, releaseAs } from './hub-seed.ts'
import type { Stage } from './stage.ts'

/** Documentation addresses (RFC 5737) stand in for the real ones. */
const ADDRESSES = ['192.0.2.10', '192.0.2.77', '198.51.100.5', '198.51.100.23', '203.0.113.40']
const AT_ONCE = 3

const ATTRIBUTION: Attribution = {
  actor: 'A foreign intelligence service',
  likelihood: 'likely',
  confidence: 'moderate',
  basis: 'The addresses were used before by the same people.',
}

/** The bulletin, with the context that was missing in 2016. */
export async function tellAddresses(stage: Stage): Promise<void> {
  await tell(stage, {
    title: 'Addresses that searched election sites',
    words:
      'These addresses searched election sites of states for weak points in July. One state lost records of voters. Check logs back to June.',
  })
}

/** The IT staff of three states reports what it found, by links. */
export async function reportLogs(stage: Stage, seed: string, from: number): Promise<void> {
  for (const [at, jurisdiction] of [...LOGS.entries()].slice(from, from + AT_ONCE)) {
    const token = await linkOf(stage, jurisdiction)
    const key = `drill-logs-of-state-${at}-${seed.replaceAll(/[^\w-]/g, '')}`.slice(0, 100)
    await stage.anonymous(makeReport, {
      body: {
        token,
        key,
        kind: 'intrusion',
        where: ADDRESSES[at % ADDRESSES.length]!,
        what: `Our logs show ${3 + at * 4} requests of this address in July. No record was changed. We keep the logs.`,
      },
    })
  }
}

/** The agency names the states, and the hub has them as a list of places. */
export async function sayWhichStates(stage: Stage): Promise<void> {
  const hit = hitOf(await statesOf(stage))
  await tell(stage, {
    title: 'States in whose records the searches were seen',
    words: `The searches were seen in records of these states: ${hit.map(({ name }) => name).join(', ')}. Of the others nothing is known.`,
  })
  const hub = await stage.as(emailOf('hub'))
  await hub(keepPaper, {
    body: {
      kind: 'places',
      name: 'The 21 states on the list of the agency',
      content: {
        kind: 'notice',
        tlp: 'green',
        texts: {},
        without: [],
        minutes: '360',
        releaseId: '',
        picked: hit.map(({ id, name }) => ({
          jurisdiction: id,
          role: 'chief-official' as const,
          place: name,
          kind: 'state',
        })),
      },
    },
  })
}

/** Who is held to be behind it: facts and attribution, each a part of its own. */
export async function sayWho(stage: Stage): Promise<void> {
  const title = 'Who is behind the searches'
  const agency = await stage.as(emailOf('agency'))
  const made = await agency(composeStix, {
    body: {
      title,
      words: 'These addresses searched election sites of states for weak points.',
      items: items(ADDRESSES),
      lookFor: true,
      attribution: ATTRIBUTION,
    },
  })
  for (const [kind, objects] of [
    ['facts', made.objects],
    ['attribution', made.attribution!],
  ] as const)
    await releaseAs(stage, 'agency', BULLETINS, {
      title,
      objects: [...objects],
      composed: { asGiven: [] },
      part: { statement: made.statement, kind },
    })
}

/** One that was thought spared was hit. */
export async function saySpared(stage: Stage): Promise<void> {
  const { name } = (await statesOf(stage)).find(({ id }) => id === SPARED)!
  await tell(stage, {
    title: 'One more state was searched',
    words: `New records show the same searches in ${name}, too. No record of a voter was changed.`,
  })
}

async function tell(stage: Stage, said: { title: string; words: string }): Promise<void> {
  const agency = await stage.as(emailOf('agency'))
  const { objects } = await agency(composeStix, {
    body: { ...said, items: items(ADDRESSES), lookFor: true },
  })
  await releaseAs(stage, 'agency', BULLETINS, {
    title: said.title,
    objects,
    composed: { asGiven: [] },
  })
}

function items(values: readonly string[]) {
  return values.map((value, row) => ({ row: row + 1, kind: 'ipv4' as const, value }))
}
