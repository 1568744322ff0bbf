type Waiting<Question, Answer> = {
  question: Question
  answer: (answer: Answer) => void
  fail: (cause: unknown) => void
}

/**
 * Gathers what is asked in one turn of the process and has it answered at once: what many screens ask about a burst of
 * events is one query. `answerAll` answers in the order of the questions; when it fails, each of them fails.
 */
export function askTogether<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<Answer[]>,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = []

  function flush(): void {
    const asked = waiting
    waiting = []
    answerAll(asked.map(({ question }) => question)).then(
      (answers) => asked.forEach(({ answer }, i) => answer(answers[i]!)),
      (cause: unknown) => {
        for (const { fail } of asked) fail(cause)
      },
    )
  }

  return (question) =>
    new Promise((answer, fail) => {
      waiting.push({ question, answer, fail })
      if (waiting.length === 1) setImmediate(flush)
    })
}
