import { renderOffice } from './door/office.ts'
import { mendPosixLocale } from './posix-locale.ts'
import './styles/base.css'

/** The pages of an office begin with all their code at once: on bad signal every further request costs as much as what it brings. */
mendPosixLocale()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
void renderOffice(root)
