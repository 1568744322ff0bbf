export const migration396 = {
  name: '396-begun',
  sql: `
-- Whether what a process has in hand may have been handed over already. What was in hand before this was kept may have been.
alter table deliveries add column begun boolean not null default false;
update deliveries set begun = true where leased_until is not null;
`,
}
