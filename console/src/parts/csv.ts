/** A cell as RFC 4180 has it. What a spreadsheet would take for a formula is no formula: names are chosen by people. */
export function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
