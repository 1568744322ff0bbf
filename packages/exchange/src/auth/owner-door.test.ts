import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askOwnerDoor, openOwnerDoor } from './owner-door.ts'

let dir: string
beforeEach(async () => {
  // A path with a space and a letter beyond ASCII works like any other.
  dir = await mkdtemp(join(tmpdir(), 'tocsin dør-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const makeLink = async (email: string) => {
  if (email !== 'operator@hub.example') throw new Error(`nobody here has the address ${email}`)
  return 'https://exchange.example/sign-in#token=x'
}

test('whoever may read the data folder is given a link by the exchange that runs on it', async () => {
  const close = await openOwnerDoor(dir, makeLink)
  expect(await askOwnerDoor(dir, 'operator@hub.example')).toContain('#token=')
  await expect(askOwnerDoor(dir, 'nobody@hub.example')).rejects.toThrow(/nobody here has/)
  expect((await stat(join(dir, 'owner-door.json'))).mode & 0o777).toBe(0o600)
  await close()
  expect(await askOwnerDoor(dir, 'operator@hub.example')).toBeUndefined()
})

test('nobody without the secret is given one', async () => {
  const close = await openOwnerDoor(dir, makeLink)
  const { port } = JSON.parse(await readFile(join(dir, 'owner-door.json'), 'utf8')) as {
    port: number
  }
  const ask = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}/link`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: 'operator@hub.example' }),
    })
  expect((await ask({})).status).toBe(401)
  expect((await ask({ authorization: 'Bearer guess' })).status).toBe(401)
  await close()
})

test('a file that a crash left behind stands for no running exchange', async () => {
  await writeFile(join(dir, 'owner-door.json'), JSON.stringify({ port: 1, secret: 'old' }))
  expect(await askOwnerDoor(dir, 'operator@hub.example')).toBeUndefined()
})
