using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What a version has to be before people are told to depend on it.</summary>
internal static class StageRules
{
    /// <summary>Why a version may not go into the stage it is to have; null when it may.</summary>
    public static string? Objection(ModelVersion version, ModelVersion? live)
    {
        var (stage, before) = (LibraryNames.StageOf(version), live is null ? LibraryNames.Candidate : LibraryNames.StageOf(live));
        return stage is LibraryNames.Staging or LibraryNames.Production && stage != before && live?.Status?.Phase != "Approved"
            ? $"only what is approved goes into {stage}, and {VersionReference.Of(version)} is {live?.Status?.Phase ?? "Pending"}: see what is missing with \"modelyard library show {VersionReference.Of(version)}\""
            : null;
    }
}
