import {
  changeParty,
  getOverview,
  listParties,
  proposeParty,
  settleParty,
  type Client,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWatching, statementOf, type Watching } from './watching.ts'

onServer('lists of defended parties', (open) => {
  let watching: Watching
  let hub: Client
  let deputy: Client
  beforeAll(async () => {
    watching = await openWatching(await open(), false)
    hub = await watching.as('hub')
    deputy = await watching.as('deputy')
  })
  afterAll(() => watching?.close())

  test('a domain that is none is refused at its own place, also where one without a dot would pass for a name', async () => {
    const domains = ['quillwort-hall.org', 'sorrelbank-trust.org', 'marjoram']
    const statement = statementOf('quillwort-hall.org', { domains })
    const refused = hub(proposeParty, { body: { statement, isMember: false } })
    await expect(refused).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/statement/domains/2',
    })
  })

  test('of a party that is watched for, the last change that was refused is shown with its reason, until another stands', async () => {
    const campaign = await watching.as('campaign')
    const { id } = await watching.enrol('campaign', statementOf('tansyforum.org'), true)
    const params = { id }
    const change = (aliases: string[]) =>
      campaign(changeParty, {
        params,
        body: { statement: statementOf('tansyforum.org', { aliases }) },
      })
    await change(['hyssop'])
    const body = { version: 2, stands: false, reason: 'This name is another’s' }
    await deputy(settleParty, { params, body })
    const [shown] = (await campaign(listParties, { query: { id } })).items
    expect(shown).toMatchObject({
      state: 'defended',
      inForce: { version: 1 },
      waiting: { version: 2, state: 'refused', reason: 'This name is another’s' },
      ownProposal: false,
    })
    await change(['tansy'])
    await deputy(settleParty, { params, body: { version: 3, stands: true } })
    const [after] = (await campaign(listParties, { query: { id } })).items
    expect(after).toMatchObject({ inForce: { version: 3 } })
    expect(after).not.toHaveProperty('waiting')
  })

  test('an operator finds a party by part of its name or of a domain, what waits comes first, and own ones are told apart', async () => {
    await watching.enrol('hub', statementOf('borage-league.org', { name: 'A league' }), false)
    const statement = statementOf('yarrowcouncil.org', { name: 'Z council' })
    await hub(proposeParty, { body: { statement, isMember: false } })
    const names = async (query: object) =>
      (await hub(listParties, { query })).items.map(({ name }) => name)
    expect((await names({}))[0]).toBe('Z council')
    expect(await names({ words: 'borage' })).toEqual(['A league'])
    expect(await names({ words: 'COUNCIL' })).toEqual(['Z council'])
    expect(await names({ words: '%' })).toEqual([])
    expect(await names({ own: 'true' })).toEqual([])
    expect(await hub(listParties, { query: { words: 'league' } })).toMatchObject({ total: 1 })
    const campaign = await watching.as('campaign')
    expect((await campaign(listParties, { query: { own: 'true' } })).total).toBe(1)
    expect((await campaign(listParties, { query: { words: 'borage' } })).total).toBe(0)
  })

  test('an operator sees how many proposals wait, and whom no mail reached by whose look, but not the names', async () => {
    await watching.look('platform', ['borage-league.net', 'borage-leagve.org'])
    const overview = await hub(getOverview)
    expect(overview).toMatchObject({
      waitingParties: 1,
      unreachedPartiesTotal: 1,
      unreachedParties: [{ party: { name: 'A league' }, finder: 'The platform', names: 2 }],
    })
    expect(JSON.stringify(overview)).not.toContain('borage-leag')
  })
})
