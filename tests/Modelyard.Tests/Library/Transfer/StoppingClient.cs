using System.Reflection;
using Modelyard.Client;

namespace Modelyard.Tests.Library;

/// <summary>A client of a process that ends after so many objects it created.</summary>
public class StoppingClient : DispatchProxy
{
    private IResourceClient _inner = null!;
    private int _left;

    public static IResourceClient Over(IResourceClient inner, int creations)
    {
        var client = Create<IResourceClient, StoppingClient>();
        var proxy = (StoppingClient)(object)client;
        (proxy._inner, proxy._left) = (inner, creations);
        return client;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IResourceClient.CreateAsync) && _left-- == 0
            ? throw new StoppedException()
            : targetMethod.Invoke(_inner, args);

    /// <summary>Here the process ended.</summary>
    public sealed class StoppedException : Exception;
}
