import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-lock-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

test('an exchange that starts while a short command has the database open waits for it', async () => {
  const file = join(dir, 'db.lock')
  const unlock = await lockFolder(file)
  const waiting = lockFolder(file, 60_000)
  await expect(lockFolder(file)).rejects.toThrow(`runs already, as process ${process.pid}`)
  await unlock()
  const unlockAgain = await waiting
  await expect(lockFolder(file, 100)).rejects.toThrow('runs already')
  await unlockAgain()
})
