import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useSpeech } from './language.tsx'
import { IconMoon, IconSun } from '@tabler/icons-react'

/** Light or dark; until it is pressed the system's choice stands. */
export function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const { desk } = useSpeech()
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={desk[other]}
      onClick={() => setColorScheme(other)}
    >
      {scheme === 'dark' ? <IconSun size={16} aria-hidden /> : <IconMoon size={16} aria-hidden />}
    </Button>
  )
}
