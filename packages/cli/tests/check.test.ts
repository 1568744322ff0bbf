import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const MAIL = [
  'Received: from a.example by mx.marlowcounty.example; Tue, 1 Sep 2026 10:00:00 +0000',
  'From: Helpdesk <help@sender.example>',
  'Content-Type: text/html',
  '',
  '<a href="https://harm.example/in">https://marlowcounty.example/</a>',
].join('\r\n')

test('a mail is judged in words by own names and by indicators, and the status says that something speaks against it', async () => {
  const mail = write('mail.eml', MAIL)
  const list = write('list.txt', 'harm.example\n')
  const { code, text } = await runTocsin([
    'check-mail',
    mail,
    '--own',
    'marlowcounty.example',
    '--indicators',
    list,
    '--contact',
    'County desk',
  ])
  expect(code).toBe(2)
  expect(text).toContain('This is known here as harmful')
  expect(text).toContain('shows marlowcounty[.]example and leads to harm[.]example')
  expect(text).toContain('County desk')
})

test('a link is unwrapped and held against targets in the language that was asked for, and one nothing is known of is not called safe', async () => {
  const targets = write('targets.csv', 'name\nmarlowcounty.example\n')
  const link = 'https://l.facebook.com/l.php?u=https%3A%2F%2Fmarlowcounty-login.test%2F'
  const found = await runTocsin([
    'check-link',
    link,
    '--targets',
    targets,
    '--language',
    'es',
    '--json',
  ])
  expect(found.code).toBe(2)
  expect(JSON.parse(found.text)).toMatchObject({
    verdict: 'imitates',
    words: /imita/.test(found.text) ? expect.any(String) : '',
  })
  const plain = await runTocsin(['check-link', 'https://stranger.example/'])
  expect(plain.code).toBe(0)
  expect(plain.text).toContain('no proof that it is safe')
})

test('what cannot be read ends with its reason and status 1', async () => {
  const heads = Array.from({ length: 1200 }, (_, i) => `X-${i}: y`).join('\r\n')
  const { code, text } = await runTocsin(['check-mail', write('heads.eml', `${heads}\r\n\r\n`)])
  expect([code, /line 1001/.test(text)]).toEqual([1, true])
  expect((await runTocsin(['check-link', 'x', '--resolver', 'nowhere'])).code).toBe(1)
})
