import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, toConfig } from './config.ts'

const FILE = {
  name: 'Example',
  origin: 'https://exchange.example',
  host: '127.0.0.1',
  port: 8080,
  mailFrom: 'tocsin@exchange.example',
  exercise: false,
  trustedProxies: [],
}

test('the environment overrides the file', () => {
  const env = { DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://mail', PORT: '9', HOST: '::' }
  expect(toConfig('/data', FILE, env)).toEqual({
    ...FILE,
    dataDir: '/data',
    databaseUrl: 'postgres://db/x',
    smtpUrl: 'smtp://mail',
    port: 9,
    host: '::',
  })
})

test.each([
  [{ origin: 'exchange.example' }, 'config.json.origin'],
  [{ origin: 'https://exchange.example/path' }, 'config.json.origin'],
  [{ port: '8080' }, 'config.json.port'],
  [{ smtpUrl: 'mail.example' }, 'config.json.smtpUrl'],
  [{ exercise: 'no' }, 'config.json.exercise'],
  [{ drills: { how: 'send' } }, 'config.json.drills.whoToCall'],
])('a faulty field is named: %o', (change, where) => {
  expect(() => toConfig('/data', { ...FILE, ...change })).toThrow(where)
})

test('an unknown field is refused, since it may be a misspelt one', () => {
  expect(() => toConfig('/data', { ...FILE, smtpURL: 'smtp://mail' })).toThrow('config.json')
})

test('a port that is none is refused', () => {
  expect(() => toConfig('/data', FILE, { PORT: 'http' })).toThrow('PORT')
})

test('a file that is no JSON, and one that is not there, are named', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-config-'))
  await expect(readConfig(dir)).rejects.toThrow('run `tocsin init` first')
  await writeFile(join(dir, 'config.json'), '{"name": ')
  await expect(readConfig(dir)).rejects.toThrow('config.json is no JSON')
  await rm(dir, { recursive: true })
})
