/** Runs each test of a file once for every seed, with all its properties on that seed. */
import fc from 'fast-check'
import { TestRunner, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite } from 'vitest'

const seeds = Number(process.env['PROPERTY_SEEDS'])
const first = Number(process.env['PROPERTY_FIRST'])

export default class PropertyRunner extends TestRunner {
  onCollected(files: RunnerTestFile[]): void {
    for (const file of files) repeat(file)
  }

  override onBeforeTryTask(test: RunnerTestCase, at?: { repeats: number }): void {
    fc.configureGlobal({ seed: first + (at?.repeats ?? 0) })
    super.onBeforeTryTask(test)
  }
}

function repeat(suite: RunnerTestSuite): void {
  for (const task of suite.tasks) {
    if (task.type === 'suite') repeat(task)
    else task.repeats = seeds - 1
  }
}
