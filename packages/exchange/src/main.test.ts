import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOwnerDoor } from './auth/owner-door.ts'
import type { Config } from './config.ts'
import { lockFolder } from './db/folder-lock.ts'
import { linkFor } from './main.ts'

let dataDir: string
let config: Config
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tocsin-link-'))
  config = {
    name: 'Hub',
    origin: 'https://exchange.example',
    host: '127.0.0.1',
    port: 0,
    mailFrom: 'tocsin@exchange.example',
    exercise: false,
    trustedProxies: [],
    dataDir,
  }
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('a link asked for while the exchange starts is given once it answers', async () => {
  const unlock = await lockFolder(join(dataDir, 'db.lock'))
  const link = 'https://exchange.example/sign-in#token=x'
  let close: (() => Promise<void>) | undefined
  const opened: Promise<unknown>[] = []
  const onWait = () => {
    opened.push(openOwnerDoor(dataDir, async () => link).then((door) => (close = door)))
  }
  expect(await linkFor(config, 'operator@hub.example', { onWait })).toBe(link)
  expect(opened).toHaveLength(1)
  await close?.()
  await unlock()
})

test('where the database stays in other hands it is said by which process, and what to do', async () => {
  const unlock = await lockFolder(join(dataDir, 'db.lock'))
  await expect(linkFor(config, 'operator@hub.example', { patience: 0 })).rejects.toThrow(
    new RegExp(`as process ${process.pid}, and does not answer yet: wait until`),
  )
  await unlock()
})
