import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, type House } from './house.ts'
import { faultsOf, press } from './keyboard.ts'
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

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 375, height: 812 }

test('platforms work a case on a desk and a phone, live, and a body of government that was invited sees nothing of what they do', async () => {
  const first = await newPerson(browser)
  const desk = await house.signIn(first, 'platform')
  await desk.setViewportSize(WIDE)
  await desk.getByRole('link', { name: 'Cases' }).click()
  await desk.getByText('No case yet').waitFor()
  await desk.getByRole('button', { name: 'Open a case' }).click()
  await desk
    .getByLabel('Group', { exact: false })
    .first()
    .selectOption({ label: 'Integrity circle' })
  await desk.getByLabel('Purpose').selectOption({ label: 'Election security' })
  await desk.getByLabel('Title').fill('Accounts in step')
  await desk.getByLabel('Platform B (platform)').check()
  await desk.getByLabel('Election Security Agency', { exact: false }).check()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'case-open')
  await desk.getByRole('button', { name: 'Open the case' }).click()
  await desk.getByRole('heading', { name: 'Accounts in step' }).waitFor()
  await desk.getByText('Nothing stands here yet').waitFor()
  const address = desk.url()
  await desk.goto(`${house.origin}/findings/${house.finding}`)
  await press(desk, desk.getByRole('button', { name: 'Add to a case' }))
  await desk.getByLabel('Case', { exact: true }).selectOption({ label: 'Accounts in step' })
  await press(desk, desk.getByRole('button', { name: 'Add it' }))
  await desk.getByRole('link', { name: 'the case' }).click()
  await desk.getByRole('cell', { name: 'Platform A' }).waitFor()

  const second = await newPerson(browser)
  const phone = await house.signIn(second, 'peer')
  await phone.setViewportSize(PHONE)
  await phone.goto(address)
  await phone.getByText('Your organisation is invited').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'case-invited-phone')
  await press(phone, phone.getByRole('button', { name: 'Join' }))
  await phone.getByText('1 item withheld').waitFor()
  await phone.getByLabel('A step of your own').fill('We look at our own logs')
  await press(phone, phone.getByRole('button', { name: 'Make the step' }))
  // The desk hears of it by itself.
  await desk.getByText('We look at our own logs').waitFor()
  await desk.getByText('Offer a step', { exact: true }).click()
  await desk.getByLabel('To', { exact: true }).selectOption({ label: 'Platform B' })
  await desk.getByLabel('The step').fill('Look for the same hours of day')
  await press(desk, desk.getByRole('button', { name: 'Offer it' }))
  await phone.getByText('Platform A offers you').waitFor()
  await press(phone, phone.getByRole('button', { name: 'Take it' }))
  await desk.getByText(/; taken/).waitFor()
  await desk.getByLabel('In words').fill('Both publish')
  await desk.getByLabel('At', { exact: true }).fill('2027-01-05T16:00')
  await press(desk, desk.getByRole('button', { name: 'Write it' }))
  await phone.getByText('Both publish').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  expect(await faultsOf(desk)).toEqual([])
  await keep(phone, 'case-phone')
  await keep(desk, 'case')

  // Rivals about one thing stand side by side.
  const judge = async (page: Page, words: string) => {
    await page.getByText('Claim something', { exact: true }).click()
    await page.getByLabel('About', { exact: true }).selectOption({ label: 'the case' })
    await page.getByLabel('What you claim').fill(words)
    await page.getByLabel('How likely that is').selectOption('likely')
    await page.getByLabel('How sure you are of it').selectOption('low')
    await page.getByLabel('What it rests on').fill('They post within the same second.')
    await press(page, page.getByRole('button', { name: 'Claim it' }))
  }
  await judge(desk, 'One operator is behind it')
  await phone.getByText('One operator is behind it').waitFor()
  await judge(phone, 'Two are behind it')
  const rivals = desk.getByRole('region', { name: 'Claims: About the case' })
  await rivals.getByText('Two are behind it').waitFor()
  expect(await rivals.getByText('likely, 55 to 80 %').count()).toBe(2)
  await keep(phone, 'case-claims-phone')
  await keep(desk, 'case-claims')

  // An instant holds for whoever said yes; each speaks for itself, by the keyboard too.
  await desk.getByText('Propose an instant', { exact: true }).click()
  await desk.getByLabel('For', { exact: true }).selectOption({ label: 'the next call' })
  await desk.getByLabel('Instant', { exact: true }).fill('2027-01-05T15:00')
  await desk.getByLabel('What happens then').fill('We look at it together')
  await press(desk, desk.getByRole('button', { name: 'Propose it' }))
  await phone.getByText('We look at it together').waitFor()
  await phone.getByText('Holds for: Platform A').waitFor()
  await press(phone, phone.getByRole('button', { name: 'Say yes' }))
  await desk.getByText('Holds for: you, Platform B').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  expect(await faultsOf(desk)).toEqual([])
  await keep(phone, 'case-clock-phone')
  await keep(desk, 'case-clock')

  // Split off, and taken back by merging.
  await desk.getByText('Split items off into a case of their own').click()
  await desk.getByRole('group', { name: 'Items' }).getByRole('checkbox').first().check()
  await desk.getByLabel('Title of the new case').fill('One of its own')
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'case-split')
  await press(desk, desk.getByRole('button', { name: 'Split them off' }))
  await desk.getByRole('heading', { name: 'One of its own' }).waitFor()
  await desk.getByText('Split off from').waitFor()
  await desk.getByLabel('Merge this case into').selectOption({ label: 'Accounts in step' })
  await press(desk, desk.getByRole('button', { name: 'Merge it' }))
  await desk.getByText('was merged into this case').waitFor()
  await desk.getByRole('cell', { name: 'Platform A' }).waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'case-merged')

  const third = await newPerson(browser)
  const agency = await house.signIn(third, 'agency')
  await agency.setViewportSize(WIDE)
  await agency.goto(address)
  await agency.getByText(/is neither shown nor counted to a body of government/).waitFor()
  await agency.getByText('No step for you to see').waitFor()
  await agency.getByText('No instant for you to see').waitFor()
  await agency.getByText('No claim for you to see').waitFor()
  await agency.getByText('Nothing here is for you yet').waitFor()
  await press(agency, agency.getByRole('button', { name: 'Join' }))
  await agency.getByText('whether it takes part is not shown to you').first().waitFor()
  expect(
    await agency
      .getByText(/logs|publish|look at it together|hours of day|behind it|withheld: not/)
      .count(),
  ).toBe(0)
  expect(await faultsOf(agency)).toEqual([])
  await keep(agency, 'case-agency')
})
