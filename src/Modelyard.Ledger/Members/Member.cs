namespace Modelyard.Ledger;

/// <summary>A person of an organization, as far as others than the resource API need to know.</summary>
public sealed record Member
{
    /// <summary>Never used twice.</summary>
    public required Guid Id { get; init; }

    /// <summary>Rises with every change of any member.</summary>
    public long Revision { get; init; }

    /// <summary>The organization's home project, which has its name.</summary>
    public required string Namespace { get; init; }

    /// <summary>The resource's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who it is, e.g. <c>developer@acme.example</c>; once in an organization.</summary>
    public required string User { get; init; }

    /// <summary><c>owner</c>, <c>admin</c>, <c>developer</c> or <c>viewer</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Limits of this member alone; null to have those its organization gives every member.</summary>
    public KeyLimits? Limits { get; init; }

    /// <summary>The whole resource as JSON, whose fields the resource API knows.</summary>
    public required string Document { get; init; }

    /// <summary>Whether the member is one no longer.</summary>
    public bool IsRemoved { get; init; }
}
