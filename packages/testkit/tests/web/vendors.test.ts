import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { DEPUTY, openDefendedHouse } from './defended-house.ts'
import { newPerson, type House } from './house.ts'
import { faultsOf, press, reach } from './keyboard.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openDefendedHouse()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const WIDE = { width: 1440, height: 1000 }
const PHONE = { width: 375, height: 812 }
const LIST = `Jurisdiction,Equipment Type,Make,Model,First Year in Use
39049,Electronic Poll Book,Example Systems,Book,2019
39049,Hand-fed Optical Scanner,Example Systems,S 200,3/7/2024
39041,Hand-fed Optical Scanner,Example Systems,S 200,2020
39041,Envelope opener,Example Systems,Opener,2020
`

test('a list of who runs what is read by one operator at the keyboard, let stand by another on a phone, and found by an agency that tells all', async () => {
  const desk = await house.signIn(await newPerson(browser), 'operator')
  await desk.setViewportSize(WIDE)
  await press(desk, desk.getByRole('link', { name: 'Vendors' }))
  await desk.getByText('No vendor is on file').waitFor()
  await desk.getByText('Nothing was proposed yet').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'vendors-empty')

  await press(desk, desk.getByRole('button', { name: 'Enter a vendor' }))
  await reach(desk, desk.getByLabel('Name of the organisation'))
  await desk.keyboard.type('Example Systems')
  await reach(desk, desk.getByLabel('Its domains'))
  await desk.keyboard.type('systems.example')
  await reach(desk, desk.getByLabel('Who is told, in order'))
  await desk.keyboard.type('Security; soc@systems.example; ; en')
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'vendor-enter')
  await press(desk, desk.getByRole('button', { name: 'Propose it' }))
  await desk.getByText('Proposed. Another person has to let it stand.').waitFor()

  const choosing = desk.waitForEvent('filechooser')
  await press(desk, desk.getByRole('button', { name: 'Choose a CSV file' }))
  const list = { name: 'equipment.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) }
  await (await choosing).setFiles(list)
  await desk.getByRole('button', { name: 'Propose 4 rows' }).waitFor()
  await desk.getByText('“Envelope opener” is taken as other system, in 1 row').waitFor()
  await desk.getByText('3 days of which only the year is said').waitFor()
  await desk.getByText('1 day with slashes, read as month/day/year').waitFor()
  expect(await faultsOf(desk)).toEqual([])
  await keep(desk, 'vendors-import')
  await press(desk, desk.getByRole('button', { name: 'Propose 4 rows' }))
  await desk.getByText(/4 rows proposed/).waitFor()
  expect(await desk.getByRole('button', { name: 'Let it stand' }).count()).toBe(0)
  await keep(desk, 'vendors-proposed')

  const phone = await house.signInBy(await newPerson(browser, true), DEPUTY, '/vendors')
  await phone.setViewportSize(PHONE)
  await press(phone, phone.getByText('What it says').first())
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'vendors-waiting-phone')
  const waiting = phone.getByRole('button', { name: 'Let it stand' })
  expect(await waiting.count()).toBe(2)
  await press(phone, waiting.last())
  await expect.poll(() => waiting.count()).toBe(1)
  await press(phone, waiting)
  await expect.poll(() => waiting.count()).toBe(0)
  await press(phone, phone.getByRole('button', { name: 'Example Systems', exact: true }))
  await phone.getByText('4 entries that you may see').waitFor()
  expect(await faultsOf(phone)).toEqual([])
  await keep(phone, 'vendor-phone')

  const agency = await house.signIn(await newPerson(browser), 'agency', '/vendors')
  await agency.setViewportSize(WIDE)
  await press(agency, agency.getByRole('button', { name: 'Example Systems', exact: true }))
  await agency.getByText('No entry of who runs its systems that you may see').waitFor()
  await press(agency, agency.getByRole('button', { name: 'Who is affected by a breach here?' }))
  await agency.getByText(/for today 2 places run its systems/).waitFor()
  expect(await faultsOf(agency)).toEqual([])
  // An agency proposes nothing, so nothing is offered to it that would be refused.
  expect(await agency.getByRole('button', { name: 'Choose a CSV file' }).count()).toBe(0)
  await keep(agency, 'vendor-affected')

  await agency.goto(`${house.origin}/notices/new`)
  await agency
    .getByLabel('About a vendor or system')
    .selectOption({ label: 'Example Systems: any of its systems' })
  await agency.getByText('The notice is not about it until you press the button.').waitFor()
  await press(agency, agency.getByRole('button', { name: 'Add all who run it, and the vendor' }))
  await agency.getByText(/for today 2 places run it/).waitFor()
  expect(await faultsOf(agency)).toEqual([])
  await keep(agency, 'vendor-notice')
})
