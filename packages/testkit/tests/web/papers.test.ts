import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { look } from './look.ts'

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

test('a notice is begun by one, opened by another, told apart where both save it, and its words and places are kept for the next', async () => {
  const first = await house.signIn(await newPerson(browser), 'agency')
  const second = await house.signIn(await newPerson(browser), 'agency')
  const address = `${house.origin}/notices/new`
  await first.goto(address)
  await first.getByLabel('Subject').first().fill('False closing times')
  await first.getByLabel('Place below the country').selectOption({ label: 'Ohio' })
  await first.getByRole('button', { name: 'Add it' }).click()
  await first.getByRole('button', { name: 'Keep as a draft' }).click()
  await first.getByRole('button', { name: 'Save the draft' }).waitFor()

  await second.goto(address)
  await second.getByText('1 draft kept').click()
  await second.getByRole('button', { name: 'Open: False closing times' }).click()
  await second.getByText('To: 1 state: 1 office').waitFor()
  await second.getByLabel('Subject').first().fill('False opening times')
  await second.getByRole('button', { name: 'Save the draft' }).click()
  await second.getByText(/Saved on/).waitFor()

  await first.getByLabel('Subject').first().fill('Wrong closing times')
  await first.getByRole('button', { name: 'Save the draft' }).click()
  await first.getByText(/theirs differs from yours: .*the subject in en/).waitFor()
  await look(first, 'papers-two-at-once')
  await first.getByRole('button', { name: 'Keep mine as a draft of its own' }).click()
  await first.getByText('2 drafts kept').waitFor()

  await first.getByRole('button', { name: 'Keep as a template' }).click()
  await first.getByLabel('Name').fill('Hours')
  await first.getByRole('button', { name: 'Keep', exact: true }).click()
  await first.getByText('1 template kept').waitFor()
  await first.getByRole('button', { name: 'Keep these places as a list' }).click()
  await first.getByLabel('Name').fill('My states')
  await first.getByRole('button', { name: 'Keep', exact: true }).click()
  await first.getByText('1 list of places kept').click()
  await first.getByText('2 drafts kept').click()
  await first.emulateMedia({ colorScheme: 'dark' })
  await look(first, 'papers')
  expect(await faultsOf(first)).toEqual([])

  const third = await house.signIn(await newPerson(browser), 'agency')
  await third.goto(address)
  await third.getByText('1 list of places kept').click()
  await third.getByRole('button', { name: 'Add all of it: My states' }).click()
  await third.getByText('To: 1 state: 1 office').waitFor()
  await third.getByText('1 template kept').click()
  await third.getByRole('button', { name: 'Begin with it: Hours' }).click()
  await vi.waitFor(
    async () =>
      expect(await third.getByLabel('Subject').first().inputValue()).toBe('Wrong closing times'),
    { timeout: 20_000 },
  )
})

test('a notice is made out for an instant, is seen by its people alone, and is stopped', async () => {
  const desk = await house.signIn(await newPerson(browser), 'agency', '/notices/new')
  await fillNotice(desk)
  await desk.getByRole('button', { name: 'See who would be told' }).click()
  await desk.getByText('Send it later').click()
  const tomorrow = new Date(house.exchange.clock.now().getTime() + 86_400_000)
  await desk.getByLabel('When').fill(tomorrow.toISOString().slice(0, 16))
  await look(desk, 'papers-later')
  await desk.getByRole('button', { name: /^Send to 1 office \d/ }).click()
  const waiting = desk.getByRole('listitem', { name: 'Polls close at nine' })
  await waiting.getByText('waits').waitFor()
  await look(desk, 'papers-scheduled')
  await waiting.getByRole('button', { name: 'Stop Polls close at nine' }).click()
  await desk.getByRole('button', { name: 'Stop it', exact: true }).last().click()
  await desk.getByText('None waits.').waitFor()
  expect(await faultsOf(desk)).toEqual([])
})

/** What a notice needs before it can be looked at. */
async function fillNotice(desk: Page): Promise<void> {
  await desk.getByLabel('Also in Spanish').uncheck()
  await desk.getByLabel('Subject').first().fill('Polls close at nine')
  await desk.getByLabel('What happened').first().fill('Some posts say noon.')
  await desk.getByLabel('How sure are you').first().fill('We saw the posts.')
  await desk.getByLabel('Action 1').first().fill('Post the right hours')
  await desk.getByLabel('Who to call').first().fill('The duty desk')
  await desk.getByLabel('Place below the country').selectOption({ label: 'Ohio' })
  await desk.getByRole('button', { name: 'Add it' }).click()
}
