using System.Net;

namespace Modelyard.Gateway;

/// <summary>The request a replica gets.</summary>
internal static class ReplicaRequest
{
    // Named, not all but a few: a client's credentials, cookies and addresses are no business of a replica, under whatever header they come.
    // Accept-Encoding is left out so that answers come as they are, not compressed in blocks that hold events back.
    private static readonly string[] Passed = ["Accept", "baggage"];

    public static HttpRequestMessage Create(GatewayCall call, Replica replica)
    {
        var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, replica.UrlOf(call.ReplicaPath))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = call.Body is { } body ? new EditedContent(body.Bytes, BodyEdits.For(call)) : null,
        };
        request.Headers.Host = replica.Host;
        if (replica.Authorization is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var name in Passed)
        {
            if (call.Http.Request.Headers.TryGetValue(name, out var values))
            {
                request.Headers.TryAddWithoutValidation(name, values.ToString());
            }
        }

        GatewayTraces.PassOn(call, request.Headers);
        request.Headers.TryAddWithoutValidation("X-Request-Id", call.RequestId);
        return request;
    }
}
