import { createGroup, addToGroup, listMembers } from '@tocsin/api'
import { makeSignInLink } from '@tocsin/exchange'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'

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

test('a half-written notice is there again after a walk through the menu, and can be begun anew', async () => {
  const context = await newPerson(browser)
  const page = await house.signIn(context, 'agency', '/notices/new')
  await page.getByLabel('Subject').fill('False closing times')
  await page.getByLabel('Find a place').fill('Franklin County, Ohio')
  await page.getByRole('button', { name: /Franklin County, Ohio/ }).click()
  await page.getByText('To: 1 county: 1 office').waitFor()
  await page.getByRole('link', { name: 'Received' }).click()
  await page.getByRole('heading', { name: 'Received' }).waitFor()
  await page.getByRole('link', { name: 'Write a notice' }).click()
  await page.getByText('This is the draft you left on').waitFor()
  expect(await page.getByLabel('Subject').inputValue()).toBe('False closing times')
  await page.reload()
  expect(await page.getByLabel('Subject').inputValue()).toBe('False closing times')
  await page.getByText('To: 1 county: 1 office').waitFor()
  await page.getByRole('button', { name: 'Begin anew' }).click()
  expect(await page.getByLabel('Subject').inputValue()).toBe('')
  await page.getByText('To: nobody yet').waitFor()
  await context.close()
})

test('a release is composed under the terms of the chosen group, and the draft outlives the screen', async () => {
  const operator = await house.exchange.stage.as(mailOf('operator'))
  const { items } = await operator(listMembers)
  const group = await operator(createGroup, {
    body: {
      name: 'Narrow circle',
      charter: 'Two platforms.',
      purposes: ['election-security', 'public-warning'],
      legalBasis: 'Agreement of the narrow circle',
      maxTlp: 'green',
      expiresAt: '2027-09-01T00:00:00.000Z',
    },
  })
  const platform = items.find((member) => member.name === 'Platform A')!
  await operator(addToGroup, { params: { id: group.id, memberId: platform.id } })

  const context = await newPerson(browser)
  const page = await house.signIn(context, 'platform', `/share/${house.finding}`)
  await page.getByText('Still missing: a group').waitFor()
  expect(await page.getByLabel('Basis').count()).toBe(0)
  await page.getByLabel('Group').selectOption({ label: 'Integrity circle' })
  expect(await page.getByLabel('Basis').inputValue()).toBe('Charter of 1 September 2026')
  await page.getByLabel('Group').selectOption({ label: 'Narrow circle' })
  expect(await page.getByLabel('Basis').inputValue()).toBe('Agreement of the narrow circle')
  expect(await page.getByLabel('Who may see it').inputValue()).toBe('green')
  expect(await page.getByLabel('Purpose').inputValue()).toBe('election-security')
  await page.getByLabel('Title').fill('A title of my own')
  await page.getByRole('link', { name: 'Sent' }).click()
  await page.getByRole('heading', { name: 'Sent' }).waitFor()
  await page.goBack()
  await page.getByText('This is the draft you left on').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('A title of my own')
  expect(await page.getByLabel('Basis').inputValue()).toBe('Agreement of the narrow circle')
  await context.close()
})

test('whoever has to sign in first lands on the page that was asked for', async () => {
  const context = await newPerson(browser)
  const page = await context.newPage()
  await page.goto(`${house.origin}/findings/${house.finding}`)
  await page.getByRole('button', { name: 'Mail me a link' }).waitFor()
  const { db } = house.exchange.context.database
  // The mailed link opens in a tab of its own.
  const other = await context.newPage()
  await other.goto(await makeSignInLink(db, house.origin, mailOf('platform'), new Date()))
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await other.getByRole('heading', { name: /^#examplehashtag: 4 accounts/ }).waitFor()
  expect(new URL(other.url()).pathname).toBe(`/findings/${house.finding}`)
  await context.close()
})
