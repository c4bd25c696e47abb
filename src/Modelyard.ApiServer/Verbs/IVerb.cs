namespace Modelyard.ApiServer;

/// <summary>One thing that can be done with any kind.</summary>
internal interface IVerb
{
    Task HandleAsync(ApiRequest request);
}

internal static class StatusCodes
{
    public const int Ok = 200;
    public const int Created = 201;
    public const int Accepted = 202;
}
