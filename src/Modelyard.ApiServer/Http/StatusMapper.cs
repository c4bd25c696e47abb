using System.Net;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Turns any failure into the <see cref="Status"/> a client is told. The one place where that is decided.</summary>
internal static class StatusMapper
{
    public static Status Map(Exception failure) => failure switch
    {
        StatusException refusal => refusal.Status,
        CompactedException gone => StatusErrors.TooOld(gone.Requested, gone.Compacted).Status,
        FutureRevisionException early => StatusErrors.TooLargeVersion(early.Requested, early.Current).Status,
        WriteUncertainException uncertain => StatusErrors.Uncertain(uncertain.Message).Status,
        StoreException { IsTransient: true } busy => StatusErrors.Unavailable(busy.Message).Status,
        BadHttpRequestException { StatusCode: 413 } => StatusErrors.TooLarge(RequestBody.Limit).Status,
        BadHttpRequestException bad => StatusErrors.BadRequest(bad.Message).Status,
        _ => new Status
        {
            Code = (int)HttpStatusCode.InternalServerError,
            Reason = StatusReason.InternalError,
            Message = $"Internal error occurred: {failure.Message}",
            Details = new StatusDetails { Causes = [new StatusCause { Message = failure.Message }] },
        },
    };
}
