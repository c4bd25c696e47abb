using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Modelyard.Gateway;

/// <summary>The mark of connections that came in at the <see cref="ExternalListener"/>.</summary>
internal sealed class OutsideConnection
{
    private static readonly OutsideConnection Mark = new();

    private OutsideConnection()
    {
    }

    /// <summary>Marks all connections of a listener.</summary>
    public static void MarkAll(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(Mark);
        return next(connection);
    });

    public static bool IsThatOf(HttpContext http) => http.Features.Get<OutsideConnection>() is not null;
}
