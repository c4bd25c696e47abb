import { csharp } from './csharp';
import { curl } from './curl';
import { javascript } from './javascript';
import { python } from './python';
import type { Target } from './target';

export interface Language {
  id: string;
  label: string;
  write: (target: Target) => string;
  /** What it takes besides the language, for the calls that the client library has. */
  needs?: string;
}

export const languages: Language[] = [
  { id: 'curl', label: 'curl', write: curl },
  { id: 'python', label: 'Python', write: python, needs: 'pip install openai' },
  { id: 'javascript', label: 'JavaScript', write: javascript, needs: 'npm install openai' },
  { id: 'csharp', label: 'C#', write: csharp, needs: 'dotnet add package OpenAI' },
];
