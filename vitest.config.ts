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

/**
 * A project does not inherit these from the root. Where the machine is busy a walk through many screens takes a minute, and what
 * a test waits for is there after seconds; the second that vitest would wait is no requirement of anybody.
 */
const patience = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
}

/** Under `npm run properties` each test runs on many seeds. */
const seeded = process.env['PROPERTY_SEEDS'] && {
  runner: `${import.meta.dirname}/scripts/property-runner.ts`,
  testTimeout: 600_000,
}

/** Puts another module in the place of one that others load too. */
const MOCKING = ['packages/web/src/no-schema.test.ts']

/**
 * `unit` is pure and needs nothing, as is `apart`, whose files have a process each: they mock modules or run programs.
 * `system` gets a real PostgreSQL server (see testkit/src/global-setup.ts). Files of `unit` and `system` follow one another
 * in the same three processes: one of its own would spend more on loading the exchange than most of them take. What is of one
 * test alone lies in its database and folder, never in a module.
 */
export default defineConfig({
  ...shared,
  test: {
    pool: 'forks',
    maxWorkers: 3,
    projects: [
      {
        ...shared,
        test: {
          ...patience,
          ...seeded,
          name: 'unit',
          isolate: false,
          include: [
            'packages/{stix,proof,taxii,ct,psi,detect,api,web}/{src,tests}/**/*.test.{ts,tsx}',
          ],
          exclude: MOCKING,
        },
      },
      {
        ...shared,
        test: {
          ...patience,
          ...seeded,
          name: 'apart',
          include: ['scripts/**/*.test.ts', ...MOCKING],
        },
      },
      {
        ...shared,
        test: {
          ...patience,
          ...seeded,
          name: 'system',
          isolate: false,
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
