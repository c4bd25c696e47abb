// What sigstore's own libraries make and accept. "sign STATEMENT KEY" prints a bundle around the statement; "verify BUNDLE PUBLIC-KEY" ends with 1 unless it is good.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle';
import { DSSEBundleBuilder } from '@sigstore/sign';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';

const [verb, file, keyFile] = process.argv.slice(2);
const pem = readFileSync(keyFile, 'utf8');

if (verb === 'sign') {
    const key = createPrivateKey(pem);
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' });
    const hint = createHash('sha256').update(publicKey).digest('hex');
    const signer = { sign: async (data) => ({ signature: sign('sha256', data, key), key: { $case: 'publicKey', publicKey, hint } }) };
    const bundle = await new DSSEBundleBuilder({ signer, witnesses: [] }).create({ data: readFileSync(file), type: 'application/vnd.in-toto+json' });
    console.log(JSON.stringify(bundleToJSON(bundle)));
} else {
    const none = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
    const hint = createHash('sha256').update(pem).digest('hex');
    const trust = toTrustMaterial(none, (wanted) => {
        if (wanted !== hint) {
            throw new Error(`the bundle names the key ${wanted}, not ${hint}`);
        }

        return { publicKey: createPublicKey(pem), validFor: () => true };
    });
    const bundle = bundleFromJSON(JSON.parse(readFileSync(file, 'utf8')));
    new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
    console.log(bundle.content.dsseEnvelope.payload.toString());
}
