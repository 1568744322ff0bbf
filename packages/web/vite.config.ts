import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const EXCHANGE = process.env.TOCSIN_ORIGIN ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  resolve: {
    conditions: ['@tocsin/source', 'browser', 'module', 'import', 'default'],
    // The browser calls routes by method and path; their schemas are the server's to check.
    alias: { typebox: `${import.meta.dirname}/src/no-schema.ts` },
  },
  server: { proxy: { '/api': EXCHANGE, '^/log/': EXCHANGE } },
  build: { target: 'es2023', assetsInlineLimit: 0 },
})
