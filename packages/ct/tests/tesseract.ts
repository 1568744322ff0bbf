/** A real static-ct log: TesseraCT on POSIX files, by way of the Go proxy; and a server of its folder, which it has not. */
import { execFile, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize, resolve } from 'node:path'
import { promisify } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'

const VERSION = 'v0.1.1'
const PACKAGE = `github.com/transparency-dev/tesseract/cmd/tesseract/posix@${VERSION}`
const CACHE = resolve(import.meta.dirname, `../../../node_modules/.cache/tesseract-${VERSION}`)
const ORIGIN = 'tesseract.example/2026'

/** The program, built once; or why there is none. */
export async function buildTesseract(): Promise<{ program: string } | { why: string }> {
  const program = process.env['TOCSIN_TESSERACT'] ?? join(CACHE, 'posix')
  if (existsSync(program)) return { program }
  mkdirSync(CACHE, { recursive: true })
  const options = { cwd: CACHE, env: { ...process.env, GOBIN: CACHE }, timeout: 500_000 }
  try {
    await promisify(execFile)('go', ['install', PACKAGE], options)
    return { program }
  } catch (cause) {
    return { why: `it could not be built: ${(cause as Error).message.slice(0, 300)}` }
  }
}

export type Tesseract = {
  /** Where certificates are submitted. */
  readonly submitUrl: string
  /** Where the log is read. */
  readonly url: string
  /** Its public key, as lists of logs have it. */
  readonly key: string
  readonly close: () => Promise<void>
}

/** Starts a log that takes certificates of the issuer `root` (PEM), with its files below `folder`. */
export async function startTesseract(
  program: string,
  folder: string,
  root: string,
): Promise<Tesseract> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const files = join(folder, 'log')
  mkdirSync(files)
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'sec1' }))
  writeFileSync(join(folder, 'roots.pem'), root)
  const port = await freePort()
  const child = spawn(
    program,
    [
      `--storage_dir=${files}`,
      `--private_key=${join(folder, 'key.pem')}`,
      `--roots_pem_file=${join(folder, 'roots.pem')}`,
      `--origin=${ORIGIN}`,
      `--http_endpoint=127.0.0.1:${port}`,
      '--checkpoint_interval=200ms',
      '--batch_max_age=50ms',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  while (!existsSync(join(files, 'checkpoint'))) {
    if (child.exitCode !== null) throw new Error(`TesseraCT ended: ${said}`)
    await sleep(50)
  }
  const server = await serveFolder(files)
  return {
    submitUrl: `http://127.0.0.1:${port}/ct/v1/`,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    close: async () => {
      server.closeAllConnections()
      server.close()
      if (child.exitCode === null && child.kill()) await once(child, 'exit')
    },
  }
}

async function serveFolder(folder: string): Promise<Server> {
  const server = createServer((incoming, response) => {
    const path = join(folder, normalize(`/${incoming.url ?? ''}`))
    const isFile = existsSync(path) && statSync(path).isFile()
    response.writeHead(isFile ? 200 : 404)
    response.end(isFile ? readFileSync(path) : undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
