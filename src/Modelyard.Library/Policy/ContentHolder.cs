using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Who has had content, as the content store knows them: projects of one organization are one.</summary>
internal static class ContentHolder
{
    public static string Of(string project, string? organization) => string.IsNullOrEmpty(organization) ? $"project/{project}" : $"organization/{organization}";

    public static string Of(string project, Namespace? known) => Of(project, known?.Metadata.Labels?.GetValueOrDefault(TenancyNames.OrganizationLabel));
}
