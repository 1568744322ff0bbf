import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const here = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(here, 'README.md'), 'utf8')
const all = [...readme.matchAll(/```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/g)]
const isServed = ([, code]: RegExpMatchArray) => code!.includes("env['SERVER']")
const examples = all.filter((example) => !isServed(example))

test.each(examples.map(([, code, output]) => [code!.split('\n')[0]!, code!, output!]))(
  'the example that begins with %s prints what the README says',
  (_name, code, output) => {
    expect(run(code)).toBe(output)
  },
)

test('the README has an example of each end', () => {
  expect(all).toHaveLength(readme.split('```ts\n').length - 1)
  expect(examples).toHaveLength(2)
})

test('a reader of both READMEs publishes to a server on this machine and reads it back', async () => {
  const { collection, stop } = await listen()
  try {
    expect(await refuseTrace(new URL(collection).port)).toContain('HTTP/1.1 400')

    const stix = readFileSync(join(here, '../stix/README.md'), 'utf8')
    const publish = /## Publish it[\s\S]*?```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/.exec(stix)!
    expect(run(publish[1]!, { COLLECTION: collection })).toBe(publish[2])

    const { objects } = await read(`${collection}objects/`)
    expect(objects.map(({ type }: { type: string }) => type)).toEqual([
      'marking-definition',
      'note',
    ])
    const { origin } = new URL(collection)
    expect((await read(`${origin}/taxii2/`)).api_roots).toEqual([`${origin}/taxii2/county/`])
  } finally {
    stop()
  }
})

test('what the client publishes is polled once, and not again by a later run with its cursor', async () => {
  const [, code, output] = all.find(isServed)!
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-readme-'))
  const { collection, stop } = await listen()
  try {
    const env = { SERVER: new URL(collection).origin, CURSOR: join(dir, 'cursor.json') }
    expect(run(code!, env)).toBe(output)
    expect(run(code!, env)).toBe('2 0\n')
  } finally {
    stop()
    rmSync(dir, { recursive: true })
  }
})

const ARGS = ['--conditions=@tocsin/source', '--no-warnings']

/** What an example prints. */
function run(code: string, env: Record<string, string> = {}): string {
  return execFileSync('node', [...ARGS, '--input-type=module-typescript'], {
    cwd: here,
    input: code,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
}

/** The server of the README on a free port, and the address that it prints. */
async function listen(): Promise<{ collection: string; stop: () => void }> {
  const server = spawn('node', [...ARGS, '--input-type=module'], {
    cwd: here,
    env: { ...process.env, PORT: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  server.stdin.end(/```js\n([\s\S]*?)```/.exec(readme)![1]!)
  const [printed] = (await once(server.stdout, 'data')) as [Buffer]
  const collection = printed.toString().trim().replace('export COLLECTION=', '')
  return { collection, stop: () => server.kill() }
}

async function read(url: string) {
  const headers = {
    accept: 'application/taxii+json;version=2.1',
    authorization: `Basic ${btoa('clerk:api-key')}`,
  }
  return (await fetch(url, { headers })).json()
}

/** What a method that no Request may have is answered; the server goes on. */
async function refuseTrace(port: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  return text(socket)
}
