/** A network's dossier: a range of time, the picture as a file, and what the same network was a week before. */
import { getFinding, importFindings, type NetworkDocument } from '@tocsin/api'
import { readFile } from 'node:fs/promises'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, releaseFinding, type House } from './house.ts'
import { faultsOf } from './keyboard.ts'
import { keep } from './screenshot.ts'

const WEEK = 7 * 86_400_000
let house: House
let browser: Browser
let later: string
beforeAll(async () => {
  house = await openHouse()
  const call = await house.exchange.stage.as(mailOf('platform'))
  const { finding } = await call(getFinding, { params: { id: house.finding } })
  const first = finding as NetworkDocument
  house.exchange.clock.advance(WEEK)
  const members = first.members.map((one, place) =>
    place === 3 ? { ...one, account: 'sample_new' } : one,
  )
  const again = { ...first, id: `finding-${'0'.repeat(31)}2`, members }
  const { items } = await call(importFindings, { body: { findings: [again] } })
  later = items[0]!.id
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

async function save(page: Page, name: string): Promise<Download> {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  return saved
}

test('a range on the time line acts on picture, posts and tables, by keys and by drawing', async () => {
  const page = await house.signIn(
    await newPerson(browser),
    'platform',
    `/findings/${house.finding}`,
  )
  const end = page.getByLabel('To', { exact: true })
  await end.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.getByText(/^In the range: 4 of 4 accounts, 4 of 4 pairs/).waitFor()
  await page.getByLabel('From', { exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('The posts of the range side by side').waitFor()
  await page.getByText('Shown here: 0 of 12 posts').waitFor({ state: 'detached' })
  await page.getByText('The document holds no single post in this range').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'dossier-range')
  await page.getByRole('button', { name: 'All of the time' }).click()
  await page.getByText('The posts side by side').waitFor()

  const over = page.locator('.time-chart .u-over')
  await over.scrollIntoViewIfNeeded()
  const chart = await over.boundingBox()
  await page.mouse.move(chart!.x + 2, chart!.y + 40)
  await page.mouse.down()
  await page.mouse.move(chart!.x + chart!.width / 3, chart!.y + 40, { steps: 4 })
  await page.mouse.up()
  await page.getByText(/^In the range:/).waitFor()
  await page.context().close()
})

test('the picture is saved as SVG and PNG, and the network of a week before stands beside this one', async () => {
  const page = await house.signIn(await newPerson(browser), 'platform', `/findings/${later}`)
  const svg = await save(page, 'Save as SVG')
  expect(svg.suggestedFilename()).toMatch(/^finding-.*\.svg$/)
  const text = await readFile(await svg.path(), 'utf8')
  expect(text.match(/<circle /g)).toHaveLength(4)
  expect(text).toContain('>sample_new</text>')
  const png = await readFile(await (await save(page, 'Save as PNG')).path())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(3200)
  await page.getByLabel('Marking on each page of the PDF').selectOption('amber')
  const pdf = await readFile(await (await save(page, 'Dossier (PDF)')).path(), 'latin1')
  expect(pdf.slice(0, 8)).toBe('%PDF-1.7')
  expect(pdf).toContain('/StructTreeRoot')

  const compared = page.getByRole('table', { name: 'Accounts of both networks' })
  await compared.getByRole('row', { name: /sample_new\s*came/ }).waitFor()
  await compared.getByRole('row', { name: /sample_four\s*went/ }).waitFor()
  expect(await compared.getByText('stayed').count()).toBe(3)
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'dossier-compared')
  await page.context().close()
  const phone = await house.signIn(await newPerson(browser, true), 'platform', `/findings/${later}`)
  await phone.getByRole('table', { name: 'Accounts of both networks' }).waitFor()
  await keep(phone, 'dossier-phone')
  await phone.context().close()
})

test('a receiver finds its own accounts in a release, and its list is sent nowhere', async () => {
  const id = await releaseFinding(house)
  const page = await house.signIn(await newPerson(browser, true), 'peer', `/releases/${id}`)
  await page.getByRole('heading', { name: 'Which of these are yours' }).waitFor()
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') asked.push(`${request.method()} ${request.url()}`)
  })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a list of your accounts' }).click()
  const list = 'id,name\n7,@Sample_TWO\n8,somebody\n9,sample_four\n'
  const file = { name: 'ours.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }
  await (await chooser).setFiles(file)
  await page.getByText('2 of 4 accounts').waitFor()
  const table = page.getByRole('table', { name: 'Accounts of the release in your list' })
  await table.getByText('@Sample_TWO').waitFor()
  expect(asked).toEqual([])
  expect(await faultsOf(page)).toEqual([])
  await keep(page, 'own-accounts')
  await page.context().close()
})
