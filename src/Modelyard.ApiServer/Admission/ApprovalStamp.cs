using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Nobody decides about a version who was not given the verb <c>approve</c> for it, nobody in another's name, and nobody about files
/// they have not seen: who, when and about which content the server writes itself.
/// </summary>
internal sealed class ApprovalStamp(JudgedVersion versions, TimeProvider time) : IAuthorStamp
{
    /// <inheritdoc/>
    public string Kind => nameof(ModelApproval);

    /// <inheritdoc/>
    public async ValueTask ApplyAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity user, CancellationToken cancellationToken)
    {
        if (live is not null || document["spec"] is not JsonObject spec)
        {
            return;
        }

        await versions.RequireAsync(kind, document, user, "approve", cancellationToken);
        var stamp = new ModelApprovalSpec { Approver = user.Name, Groups = [.. user.Groups], At = time.GetUtcNow() };
        foreach (var (field, value) in JsonSerializer.SerializeToNode(stamp, ApiJson.Options)!.AsObject())
        {
            spec[field] = value?.DeepClone();
        }
    }
}
