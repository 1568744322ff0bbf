import type { Hono, MiddlewareHandler } from 'hono'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}
/** Encodings the build writes beside a file, best first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const
/** Vite puts a hash of the content into these names, so they never change. */
const IMMUTABLE = /^\/assets\/.+-[\w-]{8,}\.\w+$/
/** Pages that an office opens with no account: a file of their own, which loads nothing of the desk. */
const OFFICE_PAGES = /^\/(n(\/[^/]+)?|check|report)\/?$/
/** Pages of the app live anywhere but here. */
const NOT_PAGES = /^\/(api|taxii2|assets)(\/|$)|^\/log\/|^\/(metrics|healthz)$/

type Asset = { file: string; type: string; etag: string }

/** Where the built web app is: beside this package in a checkout, else inside it, as it is published. */
export function findWebApp(): string | undefined {
  const up = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  return [up('../../../web/dist'), up('../../web')].find((dir) =>
    existsSync(join(dir, 'index.html')),
  )
}

/**
 * Serves the built web app: its files under their own names, and for every page of it `index.html`, or `office.html`. Only files listed
 * at the start are served, so no path can lead out of the folder.
 */
export function serveWebApp(app: Hono, dir: string | undefined): void {
  if (dir === undefined) {
    app.get('/', (c) => c.text('The screens are not built. Run: npm run build\n', 503))
    return
  }
  const assets = new Map(listFiles(dir).map((file) => [toPath(dir, file), describe(file)]))
  app.get('*', serveFrom(assets))
}

function serveFrom(assets: Map<string, Asset>): MiddlewareHandler {
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>()
  const read = (file: string) => {
    const known = bytes.get(file) ?? new Uint8Array(readFileSync(file))
    bytes.set(file, known)
    return known
  }
  return async (c, next) => {
    const { path } = c.req
    const isPage = !NOT_PAGES.test(path) && extname(path) === ''
    const asset = assets.get(isPage ? pageOf(path) : path)
    // The screens may be built anew under a running server.
    if (!asset || !existsSync(asset.file)) return next()
    c.header('etag', asset.etag)
    c.header('vary', 'accept-encoding')
    c.header(
      'cache-control',
      IMMUTABLE.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
    c.header('content-type', asset.type)
    const accepted = c.req.header('accept-encoding') ?? ''
    for (const [encoding, ending] of ENCODINGS) {
      if (!new RegExp(`\\b${encoding}\\b`).test(accepted)) continue
      if (!existsSync(asset.file + ending)) continue
      c.header('content-encoding', encoding)
      return c.body(read(asset.file + ending))
    }
    return c.body(read(asset.file))
  }
}

function pageOf(path: string): string {
  return OFFICE_PAGES.test(path) ? '/office.html' : '/index.html'
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function toPath(dir: string, file: string): string {
  return '/' + relative(dir, file).split(sep).join('/')
}

function describe(file: string): Asset {
  const hash = createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22)
  return {
    file,
    type: TYPES[extname(file)] ?? 'application/octet-stream',
    etag: `W/"${hash}"`,
  }
}
