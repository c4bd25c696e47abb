using System.Text;
using Modelyard.Api;
using Modelyard.Tests.Client;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;
using Modelyard.WebConsole;

namespace Modelyard.Tests.WebConsole;

/// <summary>What is said of a provider before anybody tries to sign in with it.</summary>
public sealed class IdentityProviderControllerTests
{
    [ControllerFact]
    public async Task Provider_ThatOffersWhatIsNeeded_IsReady()
    {
        await using var provider = await StandInProvider.StartAsync();
        await using var node = await StartAsync();
        await CreateAsync(node, provider.Issuer);

        var ready = await ConditionAsync(node, c => c.Status == "True");

        ready.Reason.ShouldBe("DocumentRead");
    }

    [ControllerFact]
    public async Task Provider_ThatCannotBeReached_SaysWhyAndWhatToDo()
    {
        await using var node = await StartAsync();
        await CreateAsync(node, "http://127.0.0.1:1");

        var condition = await ConditionAsync(node, c => c.Status == "False");

        condition.Reason.ShouldBe("ProviderUnreachable");
        condition.Message!.ShouldStartWith("http://127.0.0.1:1 cannot be reached: ");
        condition.Message.ShouldEndWith("Check spec.issuer, and whether this machine can reach it.");
    }

    [ControllerFact]
    public async Task Provider_OfAPrivateAuthority_IsReadyOnceThatIsKnown()
    {
        using var certificate = new TestCertificate("sso.acme.example");
        using var other = new TestCertificate("sso.globex.example");
        await using var provider = await StandInProvider.StartAsync(certificate);
        await using var node = await StartAsync();
        await CreateAsync(node, provider.Issuer);
        var unknown = await ConditionAsync(node, c => c.Status == "False");
        unknown.Reason.ShouldBe("ProviderUnreachable");
        unknown.Message!.ShouldContain("Put the authority of its certificate into spec.caBundle");

        await ChangeAsync(node, spec => spec.CaBundle = other.Pem);
        (await ConditionAsync(node, c => c.Status == "False")).Message!.ShouldContain("spec.caBundle");

        await ChangeAsync(node, spec => spec.CaBundle = $"{other.Pem}\n{certificate.Pem}");
        await ConditionAsync(node, c => c.Status == "True");
    }

    [ControllerTheory]
    [InlineData("issuer", "https://other.example", "ProviderUnusable", "must be equal, to the last slash")]
    [InlineData("token_endpoint", null, "ProviderUnusable", "no token_endpoint")]
    [InlineData("response_types_supported", "id_token", "ProviderUnusable", "authorization code flow")]
    [InlineData("code_challenge_methods_supported", "plain", "ProviderUnusable", "not with S256")]
    [InlineData("jwks_uri", null, "ProviderUnusable", "no keys")]
    [InlineData("jwks_uri", "http://sso.acme.example/keys", "ProviderUnusable", "which is not https")]
    public async Task Document_ThatCannotBeUsed_IsNamedWithWhatIsWrong(string field, string? value, string reason, string message)
    {
        await using var provider = await StandInProvider.StartAsync();
        provider.Differences[field] = field.EndsWith("_supported", StringComparison.Ordinal) ? new[] { value } : value;
        await using var node = await StartAsync();
        await CreateAsync(node, provider.Issuer);

        var condition = await ConditionAsync(node, c => c.Status == "False");

        condition.Reason.ShouldBe(reason);
        condition.Message!.ShouldContain(message);
    }

    [ControllerFact]
    public async Task Document_ThatIsNotThere_LeadsToTheIssuer()
    {
        await using var provider = await StandInProvider.StartAsync();
        await using var node = await StartAsync();
        await CreateAsync(node, provider.Issuer + "/realms/absent");

        var condition = await ConditionAsync(node, c => c.Status == "False");

        condition.Reason.ShouldBe("ProviderRefused");
        condition.Message!.ShouldContain("/realms/absent/.well-known/openid-configuration answered with 404. Check spec.issuer");
    }

    [ControllerFact]
    public async Task Secret_ThatIsMissing_IsNamed_AndFoundWhenTheProviderIsSavedAgain()
    {
        await using var provider = await StandInProvider.StartAsync();
        await using var node = await StartAsync();
        await CreateAsync(node, provider.Issuer, spec => spec.ClientSecretRef = new SecretReference { Name = "acme-sso", Namespace = NodeEnvironment.Namespace });
        var condition = await ConditionAsync(node, c => c.Status == "False");
        condition.Reason.ShouldBe("SecretMissing");
        condition.Message!.ShouldContain($"The Secret {NodeEnvironment.Namespace}/acme-sso does not exist or has no clientSecret");

        await node.Client.CreateAsync(
            new Secret
            {
                Metadata = new ObjectMeta { Name = "acme-sso", Namespace = NodeEnvironment.Namespace },
                Data = new() { ["clientSecret"] = Encoding.UTF8.GetBytes("shh") },
            },
            CancellationToken.None);
        await ChangeAsync(node, spec => spec.DisplayName = "Acme");
        await ConditionAsync(node, c => c.Status == "True");
    }

    private static Task<NodeEnvironment> StartAsync() => NodeEnvironment.StartAsync(configure: services => services.AddIdentityProviders());

    private static Task CreateAsync(NodeEnvironment node, string issuer, Action<IdentityProviderSpec>? change = null)
    {
        var provider = new IdentityProvider { Metadata = new ObjectMeta { Name = "acme" }, Spec = new IdentityProviderSpec { Issuer = issuer, ClientId = "console" } };
        change?.Invoke(provider.Spec);
        return node.Client.CreateAsync(provider, CancellationToken.None);
    }

    /// <summary>Changes the provider, again when its controller wrote a status in between.</summary>
    private static async Task ChangeAsync(NodeEnvironment node, Action<IdentityProviderSpec> change)
    {
        for (var isDone = false; !isDone;)
        {
            var provider = await node.Client.GetAsync<IdentityProvider>(new NamespacedName("", "acme"), CancellationToken.None);
            change(provider.Spec);
            try
            {
                await node.Client.UpdateAsync(provider, CancellationToken.None);
                isDone = true;
            }
            catch (StatusException e) when (e.IsConflict)
            {
            }
        }
    }

    /// <summary>The condition, once it is about the provider as it is now.</summary>
    private static async Task<Condition> ConditionAsync(NodeEnvironment node, Func<Condition, bool> wanted) =>
        (await node.Client.UntilAsync<IdentityProvider>(
            new NamespacedName("", "acme"),
            p => p.Status?.ObservedGeneration == p.Metadata.Generation && p.Status?.Conditions?.SingleOrDefault() is { } condition && wanted(condition)))
        .Status!.Conditions!.Single();
}
