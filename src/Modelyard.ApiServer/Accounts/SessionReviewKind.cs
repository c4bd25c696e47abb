using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Answers whose session a token is of.</summary>
internal sealed class SessionReviewKind(SessionStore sessions) : IVirtualKind
{
    public KindDescriptor Kind => LedgerKinds.SessionReviews;

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var token = document.Deserialize<SessionReview>(ApiJson.Options)!.Spec!.Token!;
        var session = await sessions.UseAsync(token, cancellationToken);
        document = Preview(document);
        document["status"] = JsonSerializer.SerializeToNode(
            session is null
                ? new SessionReviewStatus()
                : new SessionReviewStatus
                {
                    Authenticated = true,
                    Session = session.Name,
                    User = session.User,
                    DisplayName = session.DisplayName,
                    Groups = [.. session.Groups],
                    Provider = session.Provider,
                    Expires = sessions.Options.EndOf(session),
                    Csrf = SessionToken.CsrfOf(token),
                    MustChangePassword = session.MustChangePassword,
                },
            ApiJson.Options);
        return document;
    }

    public JsonObject Preview(JsonObject document)
    {
        document.Remove("spec");
        return document;
    }
}
