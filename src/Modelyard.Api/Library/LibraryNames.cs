namespace Modelyard.Api;

/// <summary>Labels and annotations of the library.</summary>
public static class LibraryNames
{
    /// <summary>Label of a namespace: what becomes of models that no approved version stands behind; <c>enforce</c>, <c>warn</c> or <c>off</c> (when absent).</summary>
    public const string PolicyLabel = "modelyard.dev/model-policy";

    /// <summary>Label of a ModelVersion: name of its Model.</summary>
    public const string ModelLabel = "modelyard.dev/model";

    /// <summary>Label of a ModelVersion: name of the ModelRepository that found it.</summary>
    public const string RepositoryLabel = "modelyard.dev/repository";

    /// <summary>Annotation of an InferenceService: the digest of the only model that may be loaded.</summary>
    public const string DigestAnnotation = "modelyard.dev/model-digest";

    /// <summary>Annotation of an InferenceService: the version it was made from, as project/model:version.</summary>
    public const string VersionAnnotation = "modelyard.dev/model-version";

    /// <summary>Annotation of a ModelRepository: any new value has the source looked through now.</summary>
    public const string SyncRequestAnnotation = "modelyard.dev/sync-requested-at";

    /// <summary>Annotation of a ModelVersion: when somebody wanted its source to be asked for signatures again.</summary>
    public const string SignaturesWantedAnnotation = "modelyard.dev/signatures-wanted-at";

    /// <summary>Label of a ModelVersion: its stage; <c>candidate</c> (when absent), <c>staging</c>, <c>production</c>, <c>deprecated</c> or <c>retired</c>.</summary>
    public const string StageLabel = "modelyard.dev/stage";

    /// <summary>The stage of what is being looked at; that of a version without the label.</summary>
    public const string Candidate = "candidate";

    /// <summary>The stage of what is tried before people depend on it.</summary>
    public const string Staging = "staging";

    /// <summary>The stage of what people depend on.</summary>
    public const string Production = "production";

    /// <summary>The stage of what should not be used for anything new.</summary>
    public const string Deprecated = "deprecated";

    /// <summary>The stage of what may not be used any more.</summary>
    public const string Retired = "retired";

    /// <summary>Annotation of an InferenceService that was stopped because its version was revoked: that version.</summary>
    public const string DrainedAnnotation = "modelyard.dev/drained-for";

    /// <summary>The stages, in the order in which a version goes through them.</summary>
    public static IReadOnlyList<string> Stages { get; } = [Candidate, Staging, Production, Deprecated, Retired];

    /// <summary>The stage of a version.</summary>
    public static string StageOf(ModelVersion version) => version.Metadata.Labels?.GetValueOrDefault(StageLabel) ?? Candidate;
}
