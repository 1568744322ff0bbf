/**
 * Asking: of 590 sentences that ask a platform for something, openly, in a hidden way or in disguise, how many are found, and of
 * 500 that only inform, half of them with words that asks use, how many are taken for asks; and how much text is read a second.
 * With `-- misses` each sentence that was judged wrongly.
 */
import { findAsk } from '../src/sharing/ask.ts'
import { readSentences, type SetName } from './asking-sentences.ts'

const isAsk = (text: string): boolean => findAsk(text, []) !== undefined
const showsMisses = process.argv.includes('misses')

function measure(set: SetName): void {
  for (const [kind, sentences] of Object.entries(readSentences(set))) {
    const asks = kind !== 'plain' && kind !== 'hard'
    const found = sentences.filter(isAsk)
    const word = asks ? 'found' : 'taken for asks'
    console.log(`${set} set, ${kind}: ${found.length} of ${sentences.length} ${word}`)
    const wrong = sentences.filter((one) => isAsk(one) !== asks)
    if (showsMisses) for (const one of wrong) console.log(`  ${JSON.stringify(one)}`)
  }
}

measure('first')
measure('second')
measure('third')
const { plain, hard } = readSentences('first')
// To the end is read only what asks nothing.
const text = [...plain, ...hard]
  .filter((one) => !isAsk(one))
  .join('\n')
  .repeat(20)
const began = process.cpuUsage()
isAsk(text)
const { user } = process.cpuUsage(began)
console.log(`${(text.length / user).toFixed(2)} MB of prose a second of processor time`)
