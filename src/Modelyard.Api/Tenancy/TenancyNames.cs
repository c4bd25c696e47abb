namespace Modelyard.Api;

/// <summary>Names that manifests, controllers and the gateway agree on about who owns what.</summary>
public static class TenancyNames
{
    /// <summary>Group of Modelyard's own kinds.</summary>
    public const string Group = "modelyard.dev";

    /// <summary>Label of a Namespace: the Organization it is a project of.</summary>
    public const string OrganizationLabel = Group + "/organization";
}
