import { useEffect, useState, type ComponentType } from 'react'
import { Busy } from './feedback.tsx'

type Loaded<P extends object> = { shown: ComponentType<P> } | { fault: unknown } | undefined

/**
 * A part whose code comes later; once it is there it is drawn at once. React's own way (`lazy`) shows a sign of waiting first
 * whatever is there already, and then keeps it for 300 ms. What cannot be had is thrown where it should stand, and asked for anew the next time.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  what: string,
): ComponentType<P> & { load: () => void } {
  let known: ComponentType<P> | undefined
  const ask = async () => (known = await load())
  const Later = (props: P) => {
    const [loaded, setLoaded] = useState<Loaded<P>>(known && { shown: known })
    useEffect(() => {
      if (known) return
      ask().then(
        (shown) => setLoaded({ shown }),
        (fault: unknown) => setLoaded({ fault }),
      )
    }, [])
    if (loaded && 'fault' in loaded) throw loaded.fault
    const Shown = loaded?.shown ?? known
    return Shown ? <Shown {...props} /> : <Busy what={what} />
  }
  return Object.assign(Later, { load: () => void ask().catch(() => undefined) })
}
