/**
 * `npm run bench -- accuracy [SEEDS] [ACCOUNTS] [NULLS]`: how well the default run ranks and finds accounts on hard
 * sets (hard/): operations in seventeen styles among interests, friends, bursts of ten kinds and open groups, and
 * NULLS sets without operations. Seeds below 100 were looked at while the score was made; without SEEDS they
 * are others. Figures without open groups ("aside") leave out accounts that act together before everybody's eyes.
 */
import { mean } from './accuracy-tally.ts'
import { judgeHardSet, type SetFigures } from './hard/judge.ts'

const seeds = (process.argv[2] ?? '9001,9002').split(',')
const accounts = Number(process.argv[3] ?? 2000)
const nulls = Number(process.argv[4] ?? 2)

const figure = (value: number): string => value.toFixed(3)
const runs: SetFigures[] = []
for (const seed of seeds) {
  const run = await judgeHardSet(seed, accounts, true)
  runs.push(run)
  const fdr = [...run.fdr].map(([rate, part]) => `${rate}: ${figure(part)}`).join('  ')
  console.log(
    `seed ${seed}: AUC aside ${figure(run.auc)} (all ${figure(run.aucOpen)}), AP aside ${figure(run.ap)} (all ${figure(run.apOpen)}), ` +
      `recall ${figure(run.recall)}, false finds at q <= ${fdr}; ${run.innocents} innocents; ` +
      `networks ${run.networks}, ${run.wrong} wrong, pair F1 ${figure(run.pairs)}; open found ${run.open[0]}, explained ${run.open[1]}; ${run.seconds.toFixed(0)} s`,
  )
}
console.log(`\n${'style'.padEnd(20)}accounts   AUC   recall (mean of ${seeds.length} seeds)`)
const worst: number[] = []
for (const style of runs[0]!.styles.keys()) {
  const own = runs.map((run) => run.styles.get(style)!)
  const auc = mean(own.map((each) => each.auc))
  worst.push(auc)
  const size = mean(own.map((each) => each.accounts)).toFixed(0)
  console.log(
    `${style.padEnd(20)}${size.padStart(8)}  ${figure(auc)}  ${figure(mean(own.map(({ recall }) => recall)))}`,
  )
}
const over = (pick: (run: SetFigures) => number): string => figure(mean(runs.map(pick)))
console.log(
  `\nmean: AUC aside ${over((run) => run.auc)}, worst style ${figure(Math.min(...worst))}, AP aside ${over((run) => run.ap)}, ` +
    `recall ${over((run) => run.recall)}, false finds at 0.05 ${over((run) => run.fdr.get(0.05)!)}, pair F1 ${over((run) => run.pairs)}`,
)
let withFinds = 0
let flagged = 0
for (let k = 0; k < nulls; k++) {
  const run = await judgeHardSet(`null ${seeds[0]} ${k}`, accounts, false)
  if (run.networks > 0) withFinds++
  flagged += run.innocents
  console.log(
    `without operations: ${run.networks} networks that stand, ${run.innocents} innocents found, open found ${run.open[0]}, explained ${run.open[1]}`,
  )
}
if (nulls > 0)
  console.log(
    `sets without operations in which a network stands: ${withFinds} of ${nulls}; innocents found: ${flagged}`,
  )
