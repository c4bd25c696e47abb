import { yaml } from '@codemirror/lang-yaml';
import { useComputedColorScheme } from '@mantine/core';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// The frame is the page's, in both schemes.
const frame = EditorView.theme({
  '&.cm-editor': { backgroundColor: 'var(--surface)' },
  '&.cm-editor .cm-gutters': { backgroundColor: 'var(--surface)', border: 'none', color: 'var(--muted)' },
  '&.cm-editor .cm-activeLine, &.cm-editor .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--muted) 8%, transparent)',
  },
  '&.cm-editor.cm-focused': { outline: 'none' },
});

export interface YamlEditorProps {
  value: string;
  onChange?: (value: string) => void;
  label: string;
  height?: string;
}

/** YAML with colours; to be loaded lazily. Read-only without `onChange`. */
export default function YamlEditor({ value, onChange, label, height = '60vh' }: YamlEditorProps) {
  const scheme = useComputedColorScheme('light');
  const extensions = [
    yaml(),
    frame,
    EditorView.cspNonce.of(nonce),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  ];
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      readOnly={!onChange}
      theme={scheme}
      extensions={extensions}
      height={height}
      basicSetup={{ foldGutter: true, autocompletion: false }}
    />
  );
}
