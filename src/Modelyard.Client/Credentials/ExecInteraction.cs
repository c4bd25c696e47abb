namespace Modelyard.Client;

/// <summary>Whether a credential plugin may talk to a person.</summary>
internal enum ExecInteraction
{
    /// <summary>It does not.</summary>
    Never,

    /// <summary>It does when somebody is there.</summary>
    IfAvailable,

    /// <summary>It cannot do without.</summary>
    Always,
}
