/** What is shown of a CycloneDX document. */
export interface Bom {
  bomFormat?: string;
  specVersion?: string;
  serialNumber?: string;
  metadata?: { component?: BomComponent };
  components?: BomComponent[];
}

export interface BomComponent {
  type?: string;
  'bom-ref'?: string;
  group?: string;
  name?: string;
  version?: string;
  purl?: string;
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
  hashes?: { alg?: string; content?: string }[];
  externalReferences?: { type: string; url?: string; comment?: string }[];
  components?: BomComponent[];
}

export const licensesOf = ({ licenses }: BomComponent): string =>
  (licenses ?? []).map((l) => l.expression ?? l.license?.id ?? l.license?.name ?? '').join(', ');
