import { createRelease, listGroups, previewRelease, recallRelease } from '@tocsin/api'
import { toVerifiers, verifyNamedStatement } from '@tocsin/proof'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { mailOf, newPerson, openHouse, type House } from './house.ts'
import { look } from './look.ts'

const DAY = 86_400_000
const MAIL = 'jane.doe@mail.example'

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

/** A release that names the mailbox, taken back at once. */
async function nameAndTakeBack(): Promise<void> {
  const call = await house.exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  const draft = {
    title: 'Seen in step',
    terms: {
      groupId: group!.id,
      tlp: 'green' as const,
      pap: 'green' as const,
      purpose: 'election-security' as const,
      basis: group!.legalBasis,
    },
    objects: [
      {
        type: 'email-addr',
        spec_version: '2.1',
        id: 'email-addr--aa0e9c2c-9b0f-4cb5-a1c2-7b4d9d1e7b6f',
        value: MAIL,
      },
    ],
  }
  const { digest } = await call(previewRelease, { body: draft })
  const { summary } = await call(createRelease, { body: { draft, digest } })
  await call(recallRelease, { params: { id: summary.id }, body: { reason: 'One was wrong' } })
}

test('whoever may be named asks by mail, is answered, takes a signed statement along and erases it', async () => {
  await nameAndTakeBack()
  house.exchange.clock.advance(31 * DAY)
  const page = await (await newPerson(browser)).newPage()
  await page.goto(`${house.origin}/named`)
  await page.getByRole('heading', { name: 'Were you named?' }).waitFor()
  await look(page, 'named-ask')
  await page.getByLabel('The mail address').fill(MAIL)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText(`If no more than two mails went to ${MAIL}`).waitFor()
  const linkOf = () =>
    house.mail.mails.findLast(({ to }) => to === MAIL)?.text.match(/http\S+\/named#\S+/)?.[0]
  await expect.poll(linkOf, { timeout: 30_000 }).toBeDefined()
  await page.goto(linkOf()!)
  await page.getByRole('button', { name: 'It is mine: answer me' }).click()
  const waits = page.getByText('The answer is shown from')
  const answer = page.getByText('You were named in 1 that was taken back')
  await waits.waitFor()
  await look(page, 'named-waits')
  house.exchange.clock.advance(600_000)
  await expect
    .poll(
      async () => {
        await page.reload()
        await waits.or(answer).first().waitFor()
        return answer.isVisible()
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  await look(page, 'named-answer')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the signed statement' }).click()
  const file = await readFile(await (await saved).path())
  const keys = toVerifiers(house.exchange.context.log.verifier)
  expect((await verifyNamedStatement(file, keys)).identifier).toBe(`email:${MAIL}`)
  await page.getByRole('button', { name: 'Erase all of this' }).click()
  await page.getByRole('button', { name: 'Erase', exact: true }).click()
  await page.getByText('What was asked and answered is erased').waitFor()
  expect(await page.getByText(MAIL).count()).toBe(0)
})

test('whoever asks of an account is looked at by an operator, in their language', async () => {
  const page = await (await newPerson(browser, true, 'es-ES')).newPage()
  await page.goto(`${house.origin}/named`)
  await page.getByLabel('Por qué dato se le puede nombrar').selectOption('account')
  await page.getByLabel('El nombre de la cuenta, o su número').fill('@jane_doe')
  await page.getByRole('button', { name: 'Preguntar', exact: true }).click()
  await page.getByLabel('Dónde mirar').fill('https://bsky.app/profile/jane_doe')
  await page.getByRole('button', { name: 'Pedir que una persona mire' }).click()
  await page.getByText('Una persona de este sistema mirará allí').waitFor()
  await look(page, 'named-account-es')

  const desk = await house.signIn(await newPerson(browser), 'operator', '/overview')
  await desk.getByText('https://bsky.app/profile/jane_doe').waitFor()
  await look(desk, 'named-overview')
  await desk.getByRole('button', { name: 'Not seen' }).click()
  await desk.getByLabel('Reason').fill('No such post stands there')
  await desk.getByRole('button', { name: 'Say that it was not seen' }).click()
  await desk.getByText('No such post stands there').waitFor()
  await expect.poll(() => desk.getByText('https://bsky.app/profile/jane_doe').count()).toBe(0)

  await page.reload()
  await page.getByText('No such post stands there').waitFor()
  await page.goto(`${house.origin}/named`)
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Avez-vous été nommé ?' }).waitFor()
  await look(page, 'named-ask-fr')
})
