import { getReceipt, listLog } from '@tocsin/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { axeFaultsOf } from './axe.ts'
import {
  mailOf,
  newPerson,
  openHouse,
  releaseFinding,
  sendExampleNotice,
  type House,
} from './house.ts'
import { look } from './look.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await sendExampleNotice(house, [{ jurisdiction: '39', role: 'chief-official' }], 'clear')
  await releaseFinding(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** The place of an act in the signed log, once it is there. */
async function indexOf(kind: string): Promise<number> {
  const find = async () => {
    const { items } = await house.exchange.stage.anonymous(listLog)
    return items.find((one) => one.kind === kind)?.index
  }
  await expect.poll(find).toBeTypeOf('number')
  return (await find())!
}

test('with no account the front page says who runs the exchange, what is not set, and that no reports are taken', async () => {
  // The page shows the head that there is when it is opened.
  const head = async () => (await fetch(`${house.origin}/log/checkpoint`)).status
  await expect.poll(head, { timeout: 30_000 }).toBe(200)
  const page = await (await newPerson(browser)).newPage()
  const loaded: number[] = []
  page.on('response', async (reply) => {
    loaded.push((await reply.body().catch(() => Buffer.alloc(0))).length)
  })
  await page.goto(house.origin)
  await page.getByText('Checked just now in your browser').waitFor()
  await page.getByText('This exchange takes no reports of the public.').waitFor()
  expect(await page.getByText('not set', { exact: true }).count()).toBe(5)
  await page.getByText('None has signed this head.').waitFor()
  expect(loaded.reduce((sum, one) => sum + one, 0)).toBeLessThan(200_000)
  await look(page, 'front')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Work e-mail').waitFor()
  await page.getByRole('link', { name: 'Test exchange' }).click()
  await page.getByRole('heading', { name: 'Who runs it' }).waitFor()
})

test('whoever runs it stands there, and reports and notices lead to each other, in Spanish on a phone', async () => {
  Object.assign(house.exchange.context.config, {
    publicReports: {},
    runBy: {
      name: 'Example hub of the states',
      mail: 'desk@hub.example',
      phone: '+1 555 010 0100',
    },
  })
  await house.exchange.context.database.db
    .updateTable('people')
    .set({ roles: ['operator', 'analyst'] })
    .where('email', '=', mailOf('operator'))
    .execute()
  const page = await (await newPerson(browser, true, 'es-US')).newPage()
  await page.goto(house.origin)
  await page.getByText('Los informes van a Example hub.').waitFor()
  await page.getByText('Example hub of the states').waitFor()
  expect(await page.getByText('no indicado', { exact: true }).count()).toBe(2)
  await page.getByText('Comprobado ahora mismo en su navegador').waitFor()
  await keep(page, 'front-phone-es-dark')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  expect(await axeFaultsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Avisos públicos', exact: true }).click()
  await page.getByText('¿Vio usted mismo algo que está mal?').waitFor()
  await keep(page, 'bulletins-tell-phone-es')
  await page.getByRole('link', { name: 'Informe de ello' }).click()
  await page.getByText('Su informe va a: Example hub.').waitFor()
})

test('a receipt is checked by keyboard, with its number, and a changed one proves nothing', async () => {
  const index = await indexOf('release.created')
  const call = await house.exchange.stage.as(mailOf('platform'))
  const receipt = await call(getReceipt, { params: { index } })
  const page = await (await newPerson(browser)).newPage()
  await page.goto(`${house.origin}/#check`)
  await page.getByText('Checked just now in your browser').waitFor()
  const paste = page.getByLabel('Or paste its text')
  await paste.focus()
  await page.keyboard.insertText(receipt)
  await page.keyboard.press('Tab')
  await page.keyboard.type(String(index))
  await page.keyboard.press('Enter')
  await page.getByText('It is genuine.').waitFor()
  await page.getByText('Against the public log of this exchange, just now').waitFor()
  expect(await page.getByText('Release made').count()).toBe(1)
  await look(page, 'front-checked')
  await paste.fill(receipt.replace(/extra ../, 'extra AA'))
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText('It proves nothing.').waitFor()
  await paste.fill('')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText('The log holds this line.').waitFor()
  await page.getByText('the public log does not hold it').waitFor()
  await keep(page, 'front-line')
})

test('somebody signed in goes from the front page to their desk', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform')
  await page.goto(house.origin)
  await page.waitForURL('**/findings')
  await page.getByRole('heading', { name: 'Findings', level: 1 }).waitFor()
  expect(await page.locator('.front').count()).toBe(0)
})
