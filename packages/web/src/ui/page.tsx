import { createContext, useContext, useEffect, type ReactNode } from 'react'

/** How much is new to whoever looks; it stands before the title of the document. */
export const NewsContext = createContext(0)

/** A screen with its heading; the document title follows it. */
export function Page(props: {
  title: string
  intro?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  const news = useContext(NewsContext)
  useEffect(() => {
    document.title = `${news > 0 ? `(${news}) ` : ''}${props.title} · Tocsin`
  }, [props.title, news])
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{props.title}</h1>
          {props.intro ? <p>{props.intro}</p> : null}
        </div>
        {props.actions ? <div className="row">{props.actions}</div> : null}
      </header>
      {props.children}
    </>
  )
}

export function Panel(props: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      {props.title ? (
        <div className="panel-head">
          <h2>{props.title}</h2>
          {props.aside ? <div className="soft small">{props.aside}</div> : null}
        </div>
      ) : null}
      {props.children}
    </section>
  )
}

/** Name and value pairs. */
export function Facts(props: { rows: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {props.rows.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  )
}

function FactRow(props: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </>
  )
}
