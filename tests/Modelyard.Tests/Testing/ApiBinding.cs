using Modelyard.ApiServer;
using Modelyard.Client;

namespace Modelyard.Tests.Testing;

/// <summary>The ways a controller may reach its API. It must not be able to tell which one it has.</summary>
internal enum ApiBinding
{
    InProcess,
    Https,
}

internal static class ApiBindings
{
    private const string Trait = "binding";

    /// <summary>The way the test that runs now is to use.</summary>
    public static ApiBinding Current => Find() ?? throw new InvalidOperationException(
        $"Tests of controllers run over every binding: mark them with [{nameof(ControllerFactAttribute)[..^9]}] or [{nameof(ControllerTheoryAttribute)[..^9]}].");

    /// <summary>A connection to <paramref name="server"/>, in the way of the test that runs now.</summary>
    public static ApiConnection Connect(ApiServerHost server) => Current switch
    {
        ApiBinding.InProcess => new ApiConnection(server.CreateHandler(UserIdentity.Of("test", UserIdentity.Masters)), new Uri("https://in-process")),
        ApiBinding.Https => ApiConnection.Open(Kubeconfig.Load(server.KubeconfigPath).Resolve()),
        var other => throw new InvalidOperationException($"there is no binding {other}"),
    };

    internal static (string Trait, string Value) TraitOf(ApiBinding binding) => (Trait, binding.ToString());

    private static ApiBinding? Find() =>
        TestContext.Current.TestCase?.Traits.TryGetValue(Trait, out var values) == true ? Enum.Parse<ApiBinding>(values.Single()) : null;
}
