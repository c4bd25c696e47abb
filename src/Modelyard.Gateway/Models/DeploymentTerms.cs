using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>What a ModelDeployment says about calls to it.</summary>
internal sealed record DeploymentTerms
{
    /// <summary>Those of an InferenceService that no deployment owns.</summary>
    public static readonly DeploymentTerms None = new();

    /// <summary>What calls cost; null when they are free.</summary>
    public Prices? Prices { get; init; }

    /// <summary>What callers may use of it alone.</summary>
    public CallerLimits? Limits { get; init; }

    /// <summary>Whether every organization may call it.</summary>
    public bool SharedWithAll { get; init; }

    /// <summary>The organizations that may call it besides its own.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>What a service elsewhere calls the model; null for the deployment's name, which every engine that is run here answers to.</summary>
    public string? EngineName { get; init; }

    /// <summary>How many tokens a prompt and its answer may have together; null when only the engine knows.</summary>
    public int? ContextLength { get; init; }

    /// <summary>What its engine can be asked; null when only the engine knows.</summary>
    public IReadOnlyList<GatewayOperation>? Routes { get; init; }

    /// <summary>How answers are kept; null when they are not.</summary>
    public CacheTerms? Cache { get; init; }

    /// <summary>How many calls it works on at once; null when that is not bounded.</summary>
    public CallPlaces? Places { get; init; }

    /// <summary>How long calls wait for it, where it differs from all others.</summary>
    public DeploymentTimeouts? Timeouts { get; init; }

    /// <summary>Whether its replicas keep what prompts begin with.</summary>
    public bool CachesPrompts { get; init; } = true;

    public static DeploymentTerms Of(ModelDeploymentSpec spec) => new()
    {
        Prices = Prices.Of(spec.Pricing),
        Limits = spec.RateLimits,
        EngineName = spec.Engine?.External?.Model,
        ContextLength = spec.Engine?.ContextLength,
        Routes = EngineRoutes.Of(spec.Engine),
        Cache = CacheTerms.Of(spec),
        Places = CallPlaces.Of(spec.Concurrency),
        Timeouts = spec.Timeouts,
        CachesPrompts = spec.Engine?.PromptCaching ?? true,
        SharedWithAll = spec.Sharing?.Policy == "AllOrganizations",
        SharedWith = spec.Sharing is { Policy: "Organizations", Organizations: { } organizations } ? organizations : [],
    };
}
