/** Techniques in a browser: nothing loaded, then browsed by tactic and in words, named and shared, at the keyboard and on a phone. */
import { importFindings, importFramework, type BodyOf } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { FINDING, mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { faultsOf, press, reach } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const WIDE = { width: 1440, height: 1000 }
const PHONE = { width: 375, height: 812 }
const AT = '2025-01-01T00:00:00.000Z'
const LATER = '2026-01-01T00:00:00.000Z'
const idOf = (type: string, n: number) =>
  `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const head = (type: string, n: number, modified = AT) => ({
  type,
  spec_version: '2.1',
  id: idOf(type, n),
  created: AT,
  modified,
})

const PLAN = { kill_chain_name: 'example', phase_name: 'plan' }

function technique(n: number, name: string, more: object = {}) {
  return {
    ...head('attack-pattern', n),
    name,
    description: `${name}: what was seen.<br /> <br />Seen often.`,
    kill_chain_phases: [n < 3 ? PLAN : { ...PLAN, phase_name: 'act' }],
    external_references: [
      { source_name: 'example', external_id: `T000${n}`, url: `https://framework.example/T${n}` },
    ],
    ...more,
  }
}

const tie = (n: number, kind: string, from: number, to: number) => ({
  ...head('relationship', n),
  relationship_type: kind,
  source_ref: idOf('attack-pattern', from),
  target_ref: idOf('attack-pattern', to),
})

function framework(modified: string, techniques: object[]): BodyOf<typeof importFramework> {
  const tactics = ['plan', 'act'].map((shortname, n) => ({
    ...head('x-mitre-tactic', n + 1),
    name: shortname === 'plan' ? 'Plan' : 'Act together',
    x_mitre_shortname: shortname,
  }))
  const matrix = {
    ...head('x-mitre-matrix', 1, modified),
    name: 'Example framework',
    tactic_refs: tactics.map(({ id }) => id),
  }
  const objects = [matrix, ...tactics, ...techniques] as Record<string, unknown>[]
  return { objects, leftOut: { malware: 12 }, sha256: 'a'.repeat(64) }
}

async function load(body: BodyOf<typeof importFramework>) {
  const call = await house.exchange.stage.as(mailOf('operator'))
  return call(importFramework, { body })
}

test('with no framework the screen says what to do; one that comes is there at once, is browsed at the keyboard and read on a phone', async () => {
  const hub = await house.signIn(await newPerson(browser), 'operator')
  await hub.setViewportSize(WIDE)
  await press(hub, hub.getByRole('link', { name: 'Knowledge' }))
  await hub.getByText('No framework is loaded yet').waitFor()
  await hub.getByText('tocsin knowledge import FILE.json').waitFor()
  expect(await faultsOf(hub)).toEqual([])
  await keep(hub, 'knowledge-empty-operator')

  const phone = await house.signIn(await newPerson(browser, true), 'platform', '/knowledge')
  await phone.setViewportSize(PHONE)
  await phone.getByText('An operator of this exchange loads one').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'knowledge-empty-phone')

  const first = [
    technique(1, 'Choose a target'),
    technique(2, 'Write a script'),
    technique(3, 'Flood a word'),
    technique(4, 'Flood a new word'),
    tie(1, 'subtechnique-of', 4, 3),
  ]
  await load(framework(AT, first))
  // Both screens are told.
  await hub.getByRole('heading', { name: 'Example framework' }).waitFor()
  await phone.getByRole('heading', { name: 'Example framework' }).waitFor()
  await load(
    framework(LATER, [
      technique(1, 'Choose a target', { revoked: true, modified: LATER }),
      technique(3, 'Flood a word'),
      technique(4, 'Flood a new word'),
      technique(5, 'Choose whom to reach', { kill_chain_phases: [PLAN] }),
      tie(1, 'subtechnique-of', 4, 3),
      tie(2, 'revoked-by', 1, 5),
    ]),
  )

  await press(hub, hub.getByLabel('Show 2 that no longer stand too'), ' ')
  await hub.getByText('no longer in the framework').waitFor()
  await hub.getByText('12 malware').waitFor()
  expect(await faultsOf(hub)).toEqual([])
  await keep(hub, 'knowledge-matrix')
  await reach(hub, hub.getByLabel('Find a technique'))
  await hub.keyboard.type('flood')
  await hub.keyboard.press('Enter')
  await hub.getByText('2 techniques found').waitFor()
  expect(await faultsOf(hub)).toEqual([])
  await keep(hub, 'knowledge-found')
  await press(hub, hub.getByRole('link', { name: 'T0001 Choose a target' }).last())
  await hub.getByRole('heading', { name: 'T0001 Choose a target' }).waitFor()
  await hub.getByText('Its framework revoked this technique.').waitFor()
  expect(await faultsOf(hub)).toEqual([])
  await keep(hub, 'technique-revoked')
  await press(hub, hub.getByRole('link', { name: 'T0005 Choose whom to reach' }))
  await hub.getByRole('heading', { name: 'T0005 Choose whom to reach' }).waitFor()

  await press(phone, phone.locator('summary', { hasText: 'Act together' }))
  await phone.getByText('1 sub-technique').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'knowledge-phone')
  await press(phone, phone.getByRole('link', { name: 'T0003 Flood a word' }))
  await phone.getByText('Seen often.').waitFor()
  await phone.getByRole('heading', { name: 'Sub-techniques' }).waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'technique-phone')
}, 240_000)

test('an analyst names a technique of a finding at the keyboard, says it otherwise and revokes it, and says one along with a release only once it is chosen', async () => {
  // Whatever was loaded before, in whichever order the tests run.
  await load(framework(LATER, [technique(5, 'Choose whom to reach'), technique(6, 'Post in step')]))
  const desk = await house.signIn(
    await newPerson(browser),
    'platform',
    `/findings/${house.finding}`,
  )
  await desk.setViewportSize(WIDE)
  await desk.getByText('No technique is named of this yet.').waitFor()
  await reach(desk, desk.getByLabel('Find a technique to name'))
  await desk.keyboard.type('post in step')
  await desk.keyboard.press('Enter')
  await press(desk, desk.getByRole('button', { name: 'Choose', exact: true }).first())
  await desk.getByText('Still missing: how sure you are').waitFor()
  await desk.getByLabel('How sure you are').selectOption('moderate')
  await reach(desk, desk.getByLabel('Note', { exact: true }))
  await desk.keyboard.type('The same words within a minute')
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'technique-name')
  await press(desk, desk.getByRole('button', { name: 'Name this technique' }))
  await desk.getByRole('button', { name: 'Say it otherwise' }).waitFor()
  await press(desk, desk.getByRole('button', { name: 'Say it otherwise' }))
  await desk.getByLabel('How sure you are').selectOption('high')
  await press(desk, desk.getByRole('button', { name: 'Save', exact: true }))
  await press(desk, desk.locator('summary', { hasText: 'What was said before' }))
  await desk.getByText(/: moderate confidence/).waitFor()
  await press(desk, desk.getByRole('button', { name: 'Revoke', exact: true }))
  await desk.getByText('revoked', { exact: true }).waitFor()
  await press(desk, desk.getByRole('button', { name: 'Say it again' }))
  await desk.getByRole('button', { name: 'Revoke', exact: true }).waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'technique-named')

  await press(desk, desk.getByRole('link', { name: 'T0006 Post in step' }))
  await desk.getByRole('heading', { name: 'Named of by us' }).waitFor()
  await desk.getByText('The same words within a minute').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'technique-mapped')

  await desk.goto(`${house.origin}/share/${house.finding}`)
  const objects = desk.getByText(/^\d+ STIX 2.1 objects$/)
  const without = await objects.textContent()
  await press(desk, desk.getByLabel('T0006 Post in step, high confidence'), ' ')
  await expect.poll(() => objects.textContent()).not.toBe(without)
  const count = (words: string | null) => Number.parseInt(words ?? '', 10)
  expect(count(await objects.textContent())).toBe(count(without) + 2)
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'technique-shared')

  const release = await releaseFinding(house)
  const phone = await house.signIn(await newPerson(browser, true), 'peer', `/releases/${release}`)
  await phone.setViewportSize(PHONE)
  await phone.getByText('No technique is named of this yet.').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await phone.getByRole('heading', { name: 'Techniques' }).scrollIntoViewIfNeeded()
  await keep(phone, 'technique-release-phone')
  await phone.goto(`${house.origin}/knowledge`)
  await phone.getByRole('heading', { name: 'Example framework' }).waitFor()
  expect(await phone.getByText('by us').count()).toBe(0)
}, 240_000)

test('an operation that returned is shown over its seasons, and as it stood before, at the keyboard and on a phone', async () => {
  house.exchange.clock.advance(86_400_000)
  const call = await house.exchange.stage.as(mailOf('platform'))
  const [kept, ...rest] = FINDING.members
  const again = {
    ...FINDING,
    id: `finding-${'0'.repeat(31)}2`,
    members: [...rest, { ...kept!, account: 'newcomer' }],
  }
  const { items } = await call(importFindings, { body: { findings: [again] } })
  const desk = await house.signIn(await newPerson(browser), 'platform', `/findings/${items[0]!.id}`)
  await desk.setViewportSize(WIDE)
  await press(desk, desk.getByRole('link', { name: 'Over seasons' }))
  await desk.getByRole('heading', { name: 'Operation over seasons' }).waitFor()
  await desk.getByText('2 networks.').waitFor()
  await desk.getByText('3 accounts in both, 1 came, 1 went').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'lineage')
  await desk.getByLabel('What was known at this moment').fill('2026-10-01T18:00')
  await press(desk, desk.getByRole('button', { name: 'Show it' }))
  await desk.getByText('1 network. 1 was found since.').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'lineage-then')
  await desk.getByLabel('What was known at this moment').fill('2020-01-01T00:00')
  await press(desk, desk.getByRole('button', { name: 'Show it' }))
  await desk.getByText('Nothing of it had been found by then').waitFor()
  await press(desk, desk.getByRole('button', { name: 'now', exact: true }))
  await desk.getByText('2 networks.').waitFor()

  const phone = await house.signIn(
    await newPerson(browser, true),
    'platform',
    `/findings/${house.finding}/lineage`,
  )
  await phone.setViewportSize(PHONE)
  await phone.getByText('2 networks.').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'lineage-phone')
}, 240_000)
