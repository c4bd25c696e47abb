namespace Modelyard.Api;

/// <summary>
/// Somebody else who says who people are: a provider of OpenID Connect, such as Keycloak, Entra ID or Okta. Whoever it vouches for may sign in to the
/// console; what they may do there roles say, which are bound to their name and their groups.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "IdentityProvider", "identityproviders", ResourceScope.Cluster, ShortNames = ["idp"], Categories = ["modelyard"], HasStatus = true)]
public sealed class IdentityProvider : Resource<IdentityProviderSpec, IdentityProviderStatus>;

/// <summary>How it is reached, and what of its words counts.</summary>
public sealed class IdentityProviderSpec
{
    /// <summary>What the button to sign in says, e.g. <c>Acme</c>; the resource's name when absent.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Its address, as it is in its tokens; the discovery document is below it, at <c>/.well-known/openid-configuration</c>.</summary>
    [Required]
    public string? Issuer { get; set; }

    /// <summary>What the console is called there.</summary>
    [Required]
    public string? ClientId { get; set; }

    /// <summary>A Secret with the console's password there, in <c>clientSecret</c>; a public client when absent.</summary>
    public SecretReference? ClientSecretRef { get; set; }

    /// <summary>What is asked for beside <c>openid</c>; <c>email</c> and <c>profile</c> when absent.</summary>
    [SetList]
    public List<string>? Scopes { get; set; }

    /// <summary>The claim that is the user name. An <c>email</c> counts only when the provider has verified it.</summary>
    [Default("email")]
    public string? UsernameClaim { get; set; }

    /// <summary>What is put before the user name, so that nobody there has the name of somebody here. Needed, if only as "", with any claim but <c>email</c>.</summary>
    public string? UsernamePrefix { get; set; }

    /// <summary>The claim with the groups; none are taken over when absent.</summary>
    public string? GroupsClaim { get; set; }

    /// <summary>What is put before the name of each group.</summary>
    [Default("oidc:")]
    public string? GroupsPrefix { get; set; }

    /// <summary>Whether signing out here leads on to signing out there, where the provider offers that (<c>end_session_endpoint</c>).</summary>
    public bool? SignOutThere { get; set; }

    /// <summary>The authorities that its certificate may be of, as PEM; those of the machine when absent.</summary>
    public string? CaBundle { get; set; }
}

/// <summary>State of a provider.</summary>
public sealed class IdentityProviderStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary><c>Ready</c>: whether its discovery document was read, and offers what is needed.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }
}
