namespace Modelyard.Api;

/// <summary>Kinds that are questions to a part of the program: created, answered, never stored.</summary>
public static class QuestionKinds
{
    /// <summary>What would the rules of a repository take?</summary>
    public static KindDescriptor RepositoryPreviews { get; } = Question(KindRegistry.Describe<ModelRepositoryPreview>(
        [Column.Age],
        null,
        static (value, _, errors) => ModelRepositoryValidator.Validate(new ModelRepository { Metadata = value.Metadata, Spec = value.Spec }, null, errors)));

    /// <summary>Would a deployment run here?</summary>
    public static KindDescriptor DeploymentReviews { get; } = Question(KindRegistry.Describe<DeploymentReview>(
        [Column.Age],
        null,
        static (value, _, errors) => ModelDeploymentValidator.Validate(new ModelDeployment { Metadata = value.Metadata, Spec = value.Spec }, null, errors)));

    /// <summary>What would a retention policy let go of?</summary>
    public static KindDescriptor RetentionPreviews { get; } = Question(KindRegistry.Describe<RetentionPreview>(
        [Column.Age],
        null,
        static (value, _, errors) => RetentionPolicyValidator.Validate(new RetentionPolicy { Metadata = value.Metadata, Spec = value.Spec }, null, errors)));

    /// <summary>Take what is in an archive into the library.</summary>
    public static KindDescriptor ModelImports { get; } = Question(KindRegistry.Describe<ModelImport>([Column.Age]));

    /// <summary>Are the files of a version still what was approved?</summary>
    public static KindDescriptor ContentReviews { get; } = Question(KindRegistry.Describe<ContentReview>([Column.Age]));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KindDescriptor> All { get; } = [RepositoryPreviews, DeploymentReviews, RetentionPreviews, ModelImports, ContentReviews];

    private static KindDescriptor Question(KindDescriptor kind) => kind with { HasStatus = false, IsVirtual = true, Verbs = ["create"] };
}
