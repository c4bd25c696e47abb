namespace Modelyard.Api;

/// <summary>What a project does about models that no approved version stands behind.</summary>
public enum PolicyMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>They run, and whoever starts one is told.</summary>
    Warn,

    /// <summary>They do not run.</summary>
    Enforce,
}
