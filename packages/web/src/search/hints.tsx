import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { useSpeech } from '../ui/language.tsx'
import { commandKey, hasSingleKeys, setSingleKeys } from './single-keys.ts'
import { SEARCH_WORDS } from './words.ts'

/** Every key that does something, and the switch for those that need no other. */
export function Hints(props: { onClose: () => void }) {
  const { language } = useSpeech()
  const words = SEARCH_WORDS[language]
  const [single, setSingle] = useState(() => hasSingleKeys(localStorage))
  const command = commandKey()
  const { keys } = words
  return (
    <Dialog title={words.keysTitle} onClose={props.onClose}>
      <div className="stack">
        <Keys
          title={words.keysWhere}
          rows={[
            [[command, 'K'], keys.search],
            ...(single
              ? ([
                  [['/'], keys.slash],
                  [['?'], keys.hints],
                ] as Row[])
              : []),
            [['Tab'], keys.skip],
            [['Esc'], keys.escape],
          ]}
        />
        <Keys
          title={words.keysLists}
          rows={[
            [['↑', '↓'], keys.upDown],
            [['Enter'], keys.enter],
            [[command, 'Enter'], keys.aside],
          ]}
        />
        <Checkbox
          label={words.single}
          description={words.singleHint}
          checked={single}
          onChange={(event) => {
            setSingleKeys(localStorage, event.currentTarget.checked)
            setSingle(event.currentTarget.checked)
          }}
        />
        <div className="row">
          <Button variant="default" onClick={props.onClose}>
            {words.close}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

type Row = [string[], string]

function Keys(props: { title: string; rows: Row[] }) {
  return (
    <section>
      <h3 className="keys-title">{props.title}</h3>
      <dl className="keys">
        {props.rows.map(([struck, does]) => (
          <div key={does}>
            <dt>
              {struck.map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
