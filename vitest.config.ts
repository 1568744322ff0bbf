import { defineConfig } from 'vitest/config'

/** Tests read siblings' sources; nothing needs a build. */
const shared = {
  resolve: {
    alias: [
      { find: /^@tocsin\/(\w+)$/, replacement: `${import.meta.dirname}/packages/$1/src/index.ts` },
      {
        find: /^@tocsin\/(\w+)\/(\w+)$/,
        replacement: `${import.meta.dirname}/packages/$1/src/$2/index.ts`,
      },
    ],
  },
}

/** A project does not inherit these from the root. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000 }

/** Under `npm run properties` each test runs on many seeds. */
const seeded = process.env['PROPERTY_SEEDS'] && {
  runner: `${import.meta.dirname}/scripts/property-runner.ts`,
  testTimeout: 600_000,
}

/** `unit` is pure and needs nothing; `system` gets a real PostgreSQL server (see testkit/src/global-setup.ts). */
export default defineConfig({
  ...shared,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          ...patience,
          ...seeded,
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
          ...patience,
          ...seeded,
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
