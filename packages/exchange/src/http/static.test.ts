import { Hono } from 'hono'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gunzipSync, gzipSync } from 'node:zlib'
import { serveWebApp } from './static.ts'

let dir: string
const app = new Hono()

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-web-'))
  await writeFile(join(dir, '..', 'tocsin-secret.txt'), 'secret')
  await mkdir(join(dir, 'assets'))
  await writeFile(join(dir, 'index.html'), '<p>page</p>')
  await writeFile(join(dir, 'office.html'), '<p>office</p>')
  await writeFile(join(dir, 'bell.svg'), '<svg/>')
  await writeFile(join(dir, 'assets/desk-BLhDXd3e.js'), 'run()')
  await writeFile(join(dir, 'assets/desk-BLhDXd3e.js.gz'), gzipSync('run()'))
  serveWebApp(app, dir)
})
afterAll(async () => {
  await rm(dir, { recursive: true })
  await rm(join(dir, '..', 'tocsin-secret.txt'))
})

test('every path of the app gets its page, which is asked for anew each time', async () => {
  for (const path of ['/', '/findings', '/notices/0b1c/coverage', '/log', '/sign-in?token=x']) {
    const reply = await app.request(path)
    expect(await reply.text()).toBe('<p>page</p>')
    expect(reply.headers.get('cache-control')).toBe('no-cache')
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8')
  }
})

test('pages that an office opens with no account are a file of their own', async () => {
  for (const path of ['/n', '/n/', '/n/0b1c', '/check', '/report'])
    expect([path, await (await app.request(path)).text()]).toEqual([path, '<p>office</p>'])
})

test('paths of the API and files that are not there are not found rather than a page', async () => {
  for (const path of ['/api/nope', '/log/nope', '/taxii2/', '/assets/gone.js', '/favicon.ico'])
    expect((await app.request(path)).status).toBe(404)
})

test('a file that was taken away by a new build is not found', async () => {
  const file = join(dir, 'assets/once-BLhDXd3f.js')
  await writeFile(file, 'once()')
  const served = new Hono()
  serveWebApp(served, dir)
  await rm(file)
  expect((await served.request('/assets/once-BLhDXd3f.js')).status).toBe(404)
})

test('a file whose name has its hash is cached for good, another is not', async () => {
  const hashed = await app.request('/assets/desk-BLhDXd3e.js')
  expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await app.request('/bell.svg')).headers.get('cache-control')).toBe('no-cache')
})

test('a browser that takes gzip gets what the build compressed', async () => {
  const headers = { 'accept-encoding': 'gzip, deflate' }
  const reply = await app.request('/assets/desk-BLhDXd3e.js', { headers })
  expect(reply.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(await reply.arrayBuffer()).toString()).toBe('run()')
  expect((await app.request('/assets/desk-BLhDXd3e.js')).headers.get('content-encoding')).toBeNull()
})

test('a file the browser has already is not sent again', async () => {
  const etag = (await app.request('/bell.svg')).headers.get('etag') ?? ''
  const again = await app.request('/bell.svg', { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
})

test.each([
  '/../tocsin-secret.txt',
  '/..%2ftocsin-secret.txt',
  '/assets/..%2f..%2ftocsin-secret.txt',
])('no path leads out of the folder: %s', async (path) => {
  expect(await (await app.request(`http://x${path}`)).text()).not.toContain('secret')
})

test('where nothing is built, the page says what to do', async () => {
  const bare = new Hono()
  serveWebApp(bare, undefined)
  const reply = await bare.request('/')
  expect(reply.status).toBe(503)
  expect(await reply.text()).toContain('npm run build')
})
