import type { TearLine } from '@tocsin/api'
import { Checkbox } from '@mantine/core'
import { stixIdOf, titleOf, typeOf } from './stix-summary.ts'
import { type Chosen, cuttable, withCut, withObject } from './tear-choice.ts'

type Props = {
  tearLine: TearLine
  /** The objects of the source. */
  source: readonly unknown[]
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}

/** Object by object: what remains beside what is cut, and the choice of either. */
export function TornParts(props: Props) {
  const { tearLine, source } = props
  const byId = new Map(source.map((object) => [stixIdOf(object), object]))
  const after = new Map(tearLine.objects.map((object) => [stixIdOf(object), object]))
  return (
    <ul className="stack plain-list">
      {tearLine.parts.map((part) => (
        <li key={part.id} className="stack">
          <Choice {...props} id={part.id} object={byId.get(part.id)} />
          <div className="fields">
            <div>
              <h3>Remains</h3>
              <Remains object={part.left === undefined ? after.get(part.newId ?? '') : undefined} />
            </div>
            <div>
              <h3>Cut</h3>
              {part.left === undefined ? null : <p>All of it: {part.left}.</p>}
              {part.cut.map(({ selector, text }) => (
                <p key={selector}>
                  <span className="mono">{selector}</span>: <del>{text}</del>
                </p>
              ))}
              {part.left === undefined && part.cut.length === 0 ? <p>Nothing</p> : null}
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What an object says that goes, property by property. */
function Remains({ object }: { object: unknown }) {
  if (object === undefined) return <p>Nothing</p>
  return cuttable(object).map(({ selector, text }) => (
    <p key={selector}>
      <span className="mono">{selector}</span>: {text}
    </p>
  ))
}

function Choice(props: Props & { id: string; object: unknown }) {
  const { id, object, chosen, onChange } = props
  const cut = chosen.get(id)
  return (
    <>
      <Checkbox
        label={`${typeOf(object)}: ${titleOf(object)}`}
        checked={cut !== undefined}
        onChange={(event) => onChange(withObject(chosen, id, event.currentTarget.checked))}
      />
      {cut ? (
        <details>
          <summary>Cut parts of it</summary>
          <div className="stack">
            {cuttable(object).map(({ selector, text }) => (
              <Checkbox
                key={selector}
                label={`Cut ${selector}: ${text}`}
                checked={cut.has(selector)}
                onChange={(event) =>
                  onChange(withCut(chosen, id, selector, event.currentTarget.checked))
                }
              />
            ))}
          </div>
        </details>
      ) : null}
    </>
  )
}
