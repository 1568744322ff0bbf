import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const EXCHANGE = process.env.TOCSIN_ORIGIN ?? 'http://127.0.0.1:8080'

/**
 * The pages of an office are built by themselves (`--mode office`): shared with the desk, what they need would lie in a dozen files of a
 * kilobyte, which take an old phone on bad signal three times as long as one of fifteen.
 */
const BUILD = { target: 'es2023', assetsInlineLimit: 0 }

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: {
    conditions: ['@tocsin/source', 'browser', 'module', 'import', 'default'],
    // The browser calls routes by method and path; their schemas are the server's to check.
    alias: { typebox: `${import.meta.dirname}/src/no-schema.ts` },
  },
  server: { proxy: { '/api': EXCHANGE, '^/log/': EXCHANGE } },
  build:
    mode === 'office'
      ? {
          ...BUILD,
          // It lands beside the build of everything else.
          emptyOutDir: false,
          copyPublicDir: false,
          rolldownOptions: { input: `${import.meta.dirname}/office.html` },
        }
      : BUILD,
}))
