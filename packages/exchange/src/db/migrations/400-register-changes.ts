export const migration400 = {
  name: '400-register-changes',
  sql: `
-- The feed of the register gives what changed last: entered, taken back, its words put off, its words public.
create index releases_recalled_at on releases (recalled_at) where recalled_at is not null;
create index register_holds_at on register_holds (at);
create index register_meetings_text_from on register_meetings (text_from);
`,
}
