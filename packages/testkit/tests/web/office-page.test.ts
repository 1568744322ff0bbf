import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../src/browser.ts'
import { newPerson, openHouse, sendExampleNotice, type House } from './house.ts'
import { focusOf } from './keyboard.ts'
import { look } from './look.ts'
import { keep } from './screenshot.ts'

let house: House
let browser: Browser
beforeAll(async () => {
  house = await openHouse()
  await sendExampleNotice(house)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** The latest link that was mailed there, among all mails but the first `since`. */
async function linkOf(address: string, since = 0): Promise<string> {
  const find = () => {
    const mail = house.mail.mails.slice(since).findLast((one) => one.to === address)
    return mail && /https?:\/\/\S+\/n#[\w-]+/.exec(mail.text)?.[0]
  }
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return find()!
}

test('without a network an answer is kept, said not to be sent, and sent by itself when the network is back', async () => {
  const context = await newPerson(browser, true, 'es-US')
  const page = await context.newPage()
  await page.goto(await linkOf('office-39049-0@office.example'))
  await page.getByRole('button', { name: 'Recibí el aviso' }).click()
  const who = page.getByLabel('¿Quién actúa en su oficina?')
  expect(await page.getByText('Actúa en su oficina:').count()).toBe(0)
  await who.fill('Subdirección, turno de noche')
  await context.setOffline(true)
  const press = page.getByRole('button', { name: 'Entiendo, esta persona actúa' })
  await press.click()
  await page.getByRole('alert').filter({ hasText: 'aún no se ha enviado' }).waitFor()
  expect(await who.inputValue()).toBe('Subdirección, turno de noche')
  expect(await focusOf(page)).toMatch(/Entiendo/)

  expect(await page.getByText('Gracias. El remitente ya ve quién').count()).toBe(0)
  await page.setViewportSize({ width: 375, height: 800 })
  await keep(page, 'unsent-phone')

  // Tried again by itself, it takes nobody away from where they write.
  await who.focus()
  const failed = page.waitForEvent('requestfailed')
  await page.evaluate('dispatchEvent(new Event("online"))')
  await failed
  await page.waitForTimeout(200)
  expect(await page.evaluate('document.activeElement?.tagName')).toBe('INPUT')

  await context.setOffline(false)
  await page.getByText('Actúa en su oficina: Subdirección, turno de noche').waitFor()
  await page.getByText('Se envió ahora').waitFor()
  expect(
    await page.evaluate(
      'Object.keys(localStorage).filter((key) => key.startsWith("unsent")).length',
    ),
  ).toBe(0)
  await keep(page, 'sent-later-phone')
  await context.close()
})

test('the language an office chose on the page stands the next time it comes', async () => {
  const context = await newPerson(browser, true)
  const page = await context.newPage()
  await page.goto(await linkOf('office-39-0@office.example'))
  await page.getByRole('button', { name: 'Español' }).click()
  await page.getByText('Qué pasó').waitFor()
  // What was written in English alone stays so, and says so to a reader aloud.
  expect(await page.locator('h1').getAttribute('lang')).toBe('en')
  await page.reload()
  await page.getByText('Qué pasó').waitFor()
  await page.goto(`${house.origin}/verify`)
  await page.getByRole('heading', { name: 'Comprobar un recibo' }).waitFor()
  await page.goto(`${house.origin}/log`)
  await page.getByText('Aviso enviado').first().waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('es')
  await context.close()
})

test('whoever a link reached by mistake says so on a phone, which is thanked for as no answer', async () => {
  const context = await newPerson(browser, true)
  const page = await context.newPage()
  await page.goto(await linkOf('office-39-0@office.example'))
  await page.getByText('This is not me', { exact: true }).click()
  await page.getByLabel('Who is in charge, if you know?').fill('Deputy secretary of state')
  await look(page, 'not-me')
  await page.setViewportSize({ width: 375, height: 700 })
  await page.getByRole('button', { name: 'Tell the sender: this is not me' }).click()
  await page.getByText('It does not count as an answer').waitFor()
  expect(await page.evaluate('document.activeElement?.id')).toBe('not-me')
  await page.getByRole('button', { name: 'I was told' }).waitFor()
  await look(page, 'not-me-said')
  await context.close()
})

test('an answer that waits in a browser is sent by the link it was given by alone', async () => {
  const since = house.mail.mails.length
  await sendExampleNotice(house)
  const context = await newPerson(browser, true)
  const first = await linkOf('office-39049-0@office.example', since)
  const page = await context.newPage()
  await page.goto(first)
  await page.getByText('This is not me', { exact: true }).click()
  await page.getByRole('button', { name: 'Tell the sender: this is not me' }).click()
  await page.getByText('It does not count as an answer').waitFor()
  // Of this page alone: whoever takes the network from a whole browser gives it back to a page that is just closing.
  await page.route('**/api/office-link/answer', (route) => route.abort('internetdisconnected'))
  await page.getByRole('button', { name: 'I was told' }).click()
  await page.getByText('this is not sent yet').waitFor()
  await page.close()

  const next = await context.newPage()
  await next.goto(await linkOf('office-39049-1@office.example', since))
  await next.getByText('This is not me', { exact: true }).click()
  await next.getByRole('button', { name: 'Tell the sender: this is not me' }).click()
  await next.getByText('It does not count as an answer').waitFor()
  await next.getByRole('button', { name: 'I was told' }).waitFor()
  await next.close()

  const again = await context.newPage()
  await again.goto(first)
  await again.getByText('It was sent just now').waitFor()
  expect(await again.getByText('this is not sent yet').count()).toBe(0)
  await context.close()
})

test('a question asked without a network is kept and sent later, waits on the desk of the sender, and the reply reaches the page', async () => {
  const context = await newPerson(browser, true, 'es-US')
  const page = await context.newPage()
  const link = await linkOf('office-39049-0@office.example')
  await page.goto(link)
  await page.getByText('Hacer una pregunta al remitente', { exact: true }).click()
  await page.getByLabel('Su pregunta').fill('¿Sigue activa la página falsa?')
  await page.setViewportSize({ width: 375, height: 800 })
  await look(page, 'question')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Enviar la pregunta' }).click()
  await page.getByRole('alert').filter({ hasText: '«Enviar la pregunta»' }).waitFor()
  expect(await page.evaluate('document.activeElement?.id')).toBe('unsent-question')
  expect(await page.getByText('Preguntas al remitente').count()).toBe(0)
  await context.setOffline(false)
  await page.getByText('Aún no hay contestación').waitFor()
  await look(page, 'question-waits')

  const desk = await house.signIn(await newPerson(browser), 'agency', '/notices')
  await desk.getByText('1 question of an office to answer').first().click()
  const asked = desk.getByRole('listitem', { name: /^Question of/ })
  await asked.getByText('¿Sigue activa la página falsa?').waitFor()
  await asked.getByLabel('Your answer').fill('No. Se retiró a las nueve.')
  await look(desk, 'question-desk')
  await asked.getByRole('button', { name: 'Answer the question' }).click()
  await asked.getByText('answered', { exact: true }).waitFor()
  await asked.getByText('handed to a mail server').waitFor()
  await look(desk, 'question-answered')

  await page.reload()
  await page.getByText('No. Se retiró a las nueve.').waitFor()
  await look(page, 'question-reply')
  await context.close()
  await desk.context().close()
})

test('that it is not them, said without a network, is kept and sent when it is back', async () => {
  await sendExampleNotice(house)
  const context = await newPerson(browser, true, 'en-US')
  const page = await context.newPage()
  await page.goto(await linkOf('office-39049-0@office.example'))
  await context.setOffline(true)
  await page.getByText('This is not me', { exact: true }).click()
  await page.getByRole('button', { name: 'Tell the sender: this is not me' }).click()
  await page.getByRole('alert').filter({ hasText: 'this is not sent yet' }).waitFor()
  expect(await page.getByText('It does not count as an answer').count()).toBe(0)
  await context.setOffline(false)
  await page.getByText('It does not count as an answer').waitFor()
  await context.close()
})
