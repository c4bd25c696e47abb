// Checks a bill of materials with the schema and the validator of CycloneDX itself.
import { readFile } from 'node:fs/promises';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const problems = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(await readFile(process.argv[2], 'utf8'));
if (problems !== null) {
  console.error(JSON.stringify(problems, null, 1));
  process.exit(1);
}

console.log('ok valid');
