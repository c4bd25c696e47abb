namespace Modelyard.ApiServer;

/// <summary>Who calls on a virtual kind, and where.</summary>
/// <param name="Namespace">The namespace; empty for kinds that are in none.</param>
/// <param name="User">As whom the call is answered.</param>
/// <param name="Audit">What is to be recorded of it; null for the server's own doing.</param>
internal sealed record VirtualCall(string Namespace, UserIdentity User, RequestAudit? Audit)
{
    public static VirtualCall Of(ApiRequest request) => new(request.Namespace, request.User, RequestAudit.Of(request.Http));

    /// <summary>A call of the server itself.</summary>
    public static VirtualCall Own(string @namespace) => new(@namespace, AuditTrail.Server, null);
}
