import { defineConfig } from 'vitest/config'

const shared = {
  resolve: { conditions: ['@tocsin/source'] },
  ssr: { resolve: { conditions: ['@tocsin/source'] } },
}

/** `unit` is pure and needs nothing; `system` gets a real PostgreSQL server (see testkit/src/global-setup.ts). */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: [
            'packages/{stix,proof,taxii,detect,api,web}/{src,tests}/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        ...shared,
        test: {
          name: 'system',
          include: [
            'packages/{exchange,cli,testkit}/{src,tests}/**/*.test.ts',
            'scenarios/**/*.test.ts',
          ],
          globalSetup: ['packages/testkit/src/global-setup.ts'],
        },
      },
    ],
  },
})
