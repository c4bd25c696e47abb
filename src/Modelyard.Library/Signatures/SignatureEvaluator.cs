using System.Security.Cryptography;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>
/// What the signatures of a version come to under the policies: a pure function. Whatever was found and whoever put it there, a signature counts when one policy
/// trusts who made it, and when it is about exactly this version.
/// </summary>
public static class SignatureEvaluator
{
    /// <param name="version">With its files.</param>
    /// <param name="policies">All there are.</param>
    /// <param name="signatures">All that were found of the version.</param>
    /// <param name="now">What certificates are judged by.</param>
    public static SignatureState Evaluate(ModelVersion version, IEnumerable<SignaturePolicy> policies, IEnumerable<ModelSignature> signatures, DateTimeOffset now)
    {
        var applying = policies.Where(p => VersionSelection.Selects(p.Spec.Versions, version)).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal).ToList();
        var found = signatures.OrderBy(s => s.Metadata.Name, StringComparer.Ordinal).Select(s => Judge(s, version, applying, now)).ToList();
        var missing = applying
            .Where(p => p.Spec.Required != false && !found.Exists(f => f.Trusting.ContainsKey(p.Metadata.Name!)))
            .Select(p => Want(p, found))
            .ToList();
        var shown = found.Select(f => f.Shown).ToList();
        if (missing.Count > 0)
        {
            return new SignatureState(SignatureOutcome.Missing, string.Join(" ", missing), shown, null);
        }

        var verified = shown.Find(s => s.Verified == true);
        return verified is null
            ? new SignatureState(SignatureOutcome.NotAsked, applying.Count == 0 ? "No SignaturePolicy is about it." : "No signature is needed, and none is trusted.", shown, null)
            : new SignatureState(SignatureOutcome.Verified, $"Signed by {verified.Signer} (policy {verified.Policy}).", shown, found.SelectMany(f => f.Trusting.Values).Min());
    }

    private static Found Judge(ModelSignature signature, ModelVersion version, List<SignaturePolicy> policies, DateTimeOffset now)
    {
        var shown = new VersionSignature { Verified = false, Source = SourceOf(signature) };
        var trusting = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        SignatureProof proof;
        try
        {
            proof = SignatureProof.Read(signature.Spec);
        }
        catch (SignatureFormatException e)
        {
            shown.Message = e.Message;
            return new Found(shown, trusting);
        }

        shown.Type = proof.Claim.Format;
        if (proof.Claim.Mismatch(version, OwnFile(signature.Spec, version)) is { } mismatch)
        {
            shown.Message = mismatch;
            return new Found(shown, trusting);
        }

        shown.Message = policies.Count == 0 ? "no SignaturePolicy is about the version" : null;
        foreach (var policy in policies)
        {
            var verdict = policy.Spec.Formats is { Count: > 0 } formats && !formats.Contains(proof.Claim.Format, StringComparer.Ordinal)
                ? SignerVerdict.Refused($"signatures of the format {proof.Claim.Format} do not count")
                : SignerTrust.Judge(proof, policy.Spec, now);
            if (verdict.Signer is not null)
            {
                trusting[policy.Metadata.Name!] = verdict.Until;
                if (shown.Verified != true)
                {
                    (shown.Verified, shown.Signer, shown.Issuer, shown.Policy) = (true, verdict.Signer, verdict.Issuer, policy.Metadata.Name);
                    shown.Message = null;
                }
            }
            else if (shown.Verified != true)
            {
                shown.Message = $"{(shown.Message is null ? "" : shown.Message + "; ")}{verdict.Problem} (policy {policy.Metadata.Name})";
            }
        }

        return new Found(shown, trusting);
    }

    // Whoever adds a signature may say that it is any file: only one that is the signature, byte by byte, need not be covered by it.
    private static string? OwnFile(ModelSignatureSpec signature, ModelVersion version)
    {
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(signature.Document!));
        return version.Status?.Files?.Exists(f => f.Path == signature.File && f.Digest == digest) == true ? signature.File : null;
    }

    private static string Want(SignaturePolicy policy, List<Found> found)
    {
        var name = policy.Metadata.Name;
        var who = (policy.Spec.Keys ?? []).Select(k => $"the key {k.Name}").Concat((policy.Spec.Authorities ?? []).Select(a => $"somebody whom {a.Name} names")).ToList();
        var wanted = $"The policy {name} needs a signature by {string.Join(" or ", who)}";
        return found.Count == 0
            ? $"{wanted}, and none was found: have it signed (cosign sign, model_signing sign), or add the signature as a ModelSignature."
            : $"{wanted}, and of {found.Count} found none counts: {string.Join("; ", found.Select(f => $"{f.Shown.Source}: {f.Shown.Message ?? $"is trusted by the policy {f.Shown.Policy} only"}").Take(3))}. Find out where these come from before you trust them.";
    }

    private static string SourceOf(ModelSignature signature) =>
        signature.Spec.File is { } file ? $"file {file}" : signature.Spec.Manifest is { } manifest ? $"registry {manifest}" : $"modelsignature {signature.Metadata.Name}";

    private sealed record Found(VersionSignature Shown, IReadOnlyDictionary<string, DateTimeOffset?> Trusting);
}
