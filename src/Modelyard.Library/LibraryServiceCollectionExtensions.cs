using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>The library's controllers, as hosted services.</summary>
public static class LibraryServiceCollectionExtensions
{
    /// <summary>
    /// Adds what brings models into the library and takes them to their approval. Needs an <see cref="IResourceClient"/>, a
    /// <see cref="ModelFetcher"/> and logging.
    /// </summary>
    public static IServiceCollection AddLibrary(this IServiceCollection services, LibraryOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(p => new RepositoryPlanner(p.GetRequiredService<IResourceClient>(), p.GetRequiredService<ModelFetcher>().Catalogs.Open, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RepositoryPreview>();
        services.AddSingleton<OrganizationStorage>();
        services.AddSingleton<VersionFetch>();
        services.AddSingleton<VersionStatusWriter>();
        services.AddSingleton<LongWork>();
        services.AddSingleton<ImageScannerAccess>();
        services.AddSingleton<SignatureSearch>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ModelSeal>();
        services.AddSingleton<ModelPolicy>();
        services.AddSingleton<LibraryReview>();
        services.AddSingleton<VersionUse>();
        services.AddSingleton<LibraryDeletion>();
        services.AddSingleton<Retention>();
        services.AddSingleton<DeploymentPreflight>();
        services.AddSingleton(p => new ModelArchive(p.GetRequiredService<ModelFetcher>().Store, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new ContentCheck(p.GetRequiredService<ModelFetcher>(), p.GetRequiredService<VersionFetch>(), p.GetRequiredService<IResourceClient>()));
        services.AddSingleton<LibraryExport>();
        services.AddSingleton(p => new LibraryImport(p.GetRequiredService<ModelArchive>(), p.GetRequiredService<SigningKeys>(), p.GetRequiredService<ModelFetcher>(), p.GetRequiredService<OrganizationStorage>()));
        services.AddSingleton<VersionDocuments>();

        services.AddInformer<ModelRepository>();
        services.AddInformer<Model>();
        services.AddInformer<ModelVersion>();
        services.AddInformer<ModelApproval>();
        services.AddInformer<ApprovalPolicy>();
        services.AddInformer<ModelSignature>();
        services.AddInformer<SignaturePolicy>();
        services.AddInformer<RetentionPolicy>();
        services.AddInformer<ModelDeployment>();
        services.AddInformer<Namespace>();
        services.AddInformer<Organization>();
        services.AddInformer<InferenceService>();
        services.AddInformer<Pod>();
        services.AddInformer<ScanPolicy>();
        services.AddInformer<ScanWaiver>();
        services.AddInformer<ImageScanner>();

        // In the order in which a version goes through them.
        services.AddSingleton<IVersionStep, SyncStep>();
        services.AddSingleton<IVersionStep, ScanStep>();
        services.AddSingleton<IVersionStep, ImageScanStep>();
        services.AddSingleton<IVersionStep, JudgeStep>();
        services.AddSingleton<IVersionStep, SignatureStep>();
        services.AddSingleton<IVersionStep, DecisionStep>();

        services.AddLeaderService<RepositoryController>();
        services.AddLeaderService<VersionController>();
        services.AddLeaderService<ModelController>();
        services.AddLeaderService<ServingRecorder>();
        services.AddLeaderService<DrainController>();
        services.AddLeaderService<UsageController>();
        services.AddLeaderService<RetentionController>();
        return services;
    }
}
