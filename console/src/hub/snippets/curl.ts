import { placeholder, requestOf, samples, type Target } from './target';

/** In single quotes, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A request as a command. */
export function curlOf({
  url,
  body,
  key = placeholder,
  stream = false,
}: {
  url: string;
  body: object;
  key?: string;
  stream?: boolean;
}): string {
  return [
    `curl ${stream ? '-N ' : ''}${quoted(url)}`,
    `-H ${quoted(`Authorization: Bearer ${key}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

export function curl(target: Target): string {
  const { path, body } = requestOf(target);
  const { base, key, stream, call } = target;
  if (call !== 'ocr') return curlOf({ url: base + path, body, key, stream });
  // The picture is put into the body by the shell, so that it cannot be in single quotes.
  const text = JSON.stringify(body).replace('base64,', `base64,$(base64 < ${samples.picture} | tr -d '\\n')`);
  return [
    `curl ${quoted(base + path)} \\`,
    `  -H ${quoted(`Authorization: Bearer ${key ?? placeholder}`)} \\`,
    `  -H 'Content-Type: application/json' -d @- <<EOF`,
    text,
    'EOF',
  ].join('\n');
}
