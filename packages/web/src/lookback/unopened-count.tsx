import { useQuery } from '@tanstack/react-query'
import { lookbackQuery } from './data.ts'

/** How many releases hit that nobody of the organisation has opened. */
export function UnopenedCount() {
  const { data } = useQuery(lookbackQuery)
  if (!data || data.unopened === 0) return null
  return (
    <>
      {' '}
      <span className="count" data-new="true">
        {data.unopened.toLocaleString('en')}
        <span className="hidden-text"> with hits not opened</span>
      </span>
    </>
  )
}
