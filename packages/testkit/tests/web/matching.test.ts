import { beginRound, reportProbe } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

let house: House
let browser: Browser
/** The page of what both agreed. */
let address: string
beforeAll(async () => {
  house = await openHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const newKey = () => randomBytes(64).toString('base64')

test('an analyst proposes who learns what within which budget, and sees what is missing before', async () => {
  const asker = await house.signIn(await newPerson(browser), 'platform', '/matchings')
  await asker.getByText('Nothing was proposed yet').waitFor()
  await asker.getByRole('button', { name: 'Propose a matching' }).press('Enter')
  await asker.getByLabel('With').selectOption({ label: 'Platform B' })
  await asker.getByText('Still missing: the purpose').waitFor()
  await asker.getByLabel('Who learns').selectOption({ label: 'both: which hit' })
  await asker.getByLabel('Purpose').fill('Domains of one operation')
  await asker.getByLabel('Last day').fill('2026-12-01')
  await asker.getByLabel('Public key of your command').fill(newKey())
  await look(asker, 'matching-propose')
  await asker.getByRole('button', { name: 'Propose it' }).press('Enter')
  await asker
    .getByText('both learn which hit; what Platform B learns is what Platform A says')
    .waitFor()
  await asker.getByText('8,192 questions, padding counted; 8 rounds; at least 14 bits').waitFor()
  address = asker.url()
  expect(address).toMatch(/\/matchings\/[0-9a-f-]{36}$/)
  await look(asker, 'matching-proposed')
})

test('the other side reads all of it before it accepts; then both see the budget before and after each round, and what was refused', async () => {
  const holder = await house.signIn(await newPerson(browser), 'peer', '/matchings')
  await holder.getByText('waits for you').waitFor()
  await holder.getByRole('link', { name: 'Platform A' }).press('Enter')
  await holder.getByText('Identifiers can be guessed').waitFor()
  await holder.getByLabel('Public key of your command').fill(newKey())
  await holder.getByRole('button', { name: 'Accept' }).press('Enter')
  await holder.getByText('in force', { exact: true }).waitFor()
  await holder.getByText('Nothing was asked yet').waitFor()
  const id = address.split('/').at(-1)!
  const asker = await house.exchange.stage.as(mailOf('platform'))
  const of = { kind: 'domain', epoch: 0, size: 1024 } as const
  await asker(beginRound, { params: { id }, body: of })
  const probe = { kind: 'domain', pattern: 'sequential', count: 90 } as const
  await asker(reportProbe, { params: { id }, body: probe })
  // Told live, by no press of a key.
  await holder
    .getByRole('row', { name: /8,192, then 7,168.*29\.0 bits, then 19\.0 bits/ })
    .waitFor()
  await holder.getByRole('row', { name: /the side that asks.*matching-probing/ }).waitFor()
  await look(holder, 'matching-in-force')
  await holder.getByRole('button', { name: 'End this matching' }).press('Enter')
  await holder.getByText('What either side has learnt it keeps').waitFor()
  await holder.getByRole('button', { name: 'End', exact: true }).press('Enter')
  await holder.getByText('ended', { exact: true }).waitFor()
  await holder.getByRole('row', { name: /nobody went on with it/ }).waitFor()
  expect(await holder.getByRole('button', { name: 'End this matching' }).count()).toBe(0)
})

test('a rule that stands against it is named where it was proposed', async () => {
  const agency = await house.signIn(await newPerson(browser), 'agency', '/matchings/new')
  await agency.getByLabel('With').selectOption({ label: 'Platform A' })
  await agency.getByLabel(/^e-mail addresses/).check()
  await agency.getByLabel('Purpose').fill('Accounts')
  await agency.getByLabel('Last day').fill('2026-12-01')
  await agency.getByLabel('Public key of your command').fill(newKey())
  await agency.getByRole('button', { name: 'Propose it' }).press('Enter')
  await agency.getByText(/matches nothing against the accounts and addresses of people/).waitFor()
  await look(agency, 'matching-refused')
  expect(new URL(agency.url()).pathname).toBe('/matchings/new')
})
