namespace Modelyard.Gateway;

/// <summary>What is done with one method of a URL.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Operation">What is asked for.</param>
/// <param name="Steps">What is done, in order.</param>
/// <param name="Names">Takes the rest of the URL apart that names the model; the route is meant only where that can be done.</param>
internal sealed record GatewayRoute(string Method, GatewayOperation Operation, IGatewayStep[] Steps, Func<string, ModelPath?>? Names = null)
{
    public bool Matches(string method, string model, out ModelPath? named)
    {
        named = null;
        return method == Method && (Names is null || (named = Names(model)) is not null);
    }
}
