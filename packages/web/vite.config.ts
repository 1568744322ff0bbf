import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const EXCHANGE = process.env.TOCSIN_ORIGIN ?? 'http://127.0.0.1:8080'

/** Near the best ratio at a tenth of its time. */
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 9 }

/** Writes `.br` and `.gz` beside every text file, so that the server compresses nothing on the way. */
function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/^\.(js|css|html|svg|json)$/.test(extname(entry.name))) continue
        const file = join(entry.parentPath, entry.name)
        const bytes = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: QUALITY }))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), compress()],
  resolve: {
    conditions: ['@tocsin/source', 'browser', 'module', 'import', 'default'],
    // The browser calls routes by method and path; their schemas are the server's to check.
    alias: { typebox: `${import.meta.dirname}/src/lib/no-schema.ts` },
  },
  server: { proxy: { '/api': EXCHANGE } },
  build: { target: 'es2023', assetsInlineLimit: 0 },
})
