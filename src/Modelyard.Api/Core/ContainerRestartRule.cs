namespace Modelyard.Api;

/// <summary>A rule that decides whether a container that ended is started again.</summary>
public sealed class ContainerRestartRule
{
    /// <summary>What to do on a match: <c>Restart</c> or <c>RestartAllContainers</c>.</summary>
    [Required]
    public string? Action { get; set; }

    /// <summary>The exit codes the rule is about.</summary>
    public ContainerRestartRuleOnExitCodes? ExitCodes { get; set; }
}

/// <summary>Exit codes to compare with.</summary>
public sealed class ContainerRestartRuleOnExitCodes
{
    /// <summary><c>In</c> or <c>NotIn</c>.</summary>
    [Required]
    public string? Operator { get; set; }

    /// <summary>The exit codes.</summary>
    [SetList]
    public List<int>? Values { get; set; }
}
