using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Answers whether the audit trail is what was written.</summary>
internal sealed class AuditVerificationKind(ApiServerOptions options, TrailReader reader) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.AuditVerifications;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var asked = document.Deserialize<AuditVerification>(ApiJson.Options)!.Spec;
        var known = asked.Head is not null && TrailHead.TryParse(asked.Head, out var head) ? head : null;
        await using var trail = await reader.OpenAsync(cancellationToken);
        var verdict = await new TrailVerifier(options.AuditKey).VerifyAsync(trail, known, asked.From ?? 1, cancellationToken);
        var answer = new AuditVerificationStatus
        {
            Intact = verdict.Fault is null,
            Records = verdict.Records,
            Head = verdict.Head.ToString(),
            Fault = verdict.Fault is { } fault ? new AuditFault { Record = fault.Sequence, Message = fault.Message } : null,
        };
        document["status"] = JsonSerializer.SerializeToNode(answer, ApiJson.Options);
        return document;
    }
}
