using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The parts of the API server, and its place in a pipeline.</summary>
public static class ApiServerRegistration
{
    /// <summary>Adds the API server over <paramref name="store"/>, which stays the caller's to close.</summary>
    public static IServiceCollection AddApiServer(this IServiceCollection services, ApiServerOptions options, IResourceStore store)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Time);
        services.AddSingleton(store);
        services.AddSingleton(new KindCatalog([.. options.Kinds, .. options.Questions, .. options.Ledger is null ? [] : LedgerKinds.All]));
        services.AddSingleton<Tenancy>();
        services.AddSingleton<QuestionSlot>();
        foreach (var question in options.Questions)
        {
            services.AddSingleton<IVirtualKind>(p => new QuestionKind(question, p.GetRequiredService<QuestionSlot>(), p.GetRequiredService<EngineRight>()));
        }

        if (options.Ledger is { } ledger)
        {
            services.AddLedgerKinds(ledger);
        }

        services.AddSingleton<ServerLifetime>();

        services.AddSingleton<AuditTrail>();
        services.AddSingleton<TrailReader>();
        services.AddSingleton<RefusalLog>();
        services.AddHostedService(p => p.GetRequiredService<RefusalLog>());
        services.AddHostedService<AuditRetention>();

        services.AddSingleton<ObjectStore>();
        services.AddSingleton<ObjectLister>();
        services.AddSingleton<WatchFrames>();
        services.AddSingleton<ObjectWriter>();
        services.AddSingleton<ObjectDeleter>();
        services.AddSingleton<NamespaceGuard>();
        services.AddSingleton<BuiltInNamespaces>();
        services.AddSingleton<AdmissionChain>();
        services.AddSingleton<JudgedVersion>();
        services.AddSingleton<IAuthorStamp, ApprovalStamp>();
        services.AddSingleton<IAuthorStamp, SubmitterStamp>();
        services.AddSingleton<IAuthorStamp, WaiverStamp>();
        services.AddSingleton<AdmissionPolicySlot>();
        services.AddSingleton<DeletionGuard>();
        services.AddSingleton<FieldOwnership>();
        services.AddSingleton<ObjectDecoder>();
        services.AddSingleton<ObjectPresenter>();
        services.AddSingleton<TableBuilder>();

        services.AddSingleton<GetVerb>();
        services.AddSingleton<ListVerb>();
        services.AddSingleton<WatchVerb>();
        services.AddSingleton<CreateVerb>();
        services.AddSingleton<UpdateVerb>();
        services.AddSingleton<PatchVerb>();
        services.AddSingleton<ApplyVerb>();
        services.AddSingleton<DeleteVerb>();
        services.AddSingleton<DeleteCollectionVerb>();
        services.AddSingleton<VirtualVerb>();
        services.AddSingleton<VerbTable>();

        services.AddSingleton<PodLogVerb>();
        services.AddSingleton<PodLogSlot>();

        services.AddSingleton<ArchiveExportVerb>();
        services.AddSingleton<ArchiveImportVerb>();
        services.AddSingleton<VersionDocumentVerb>();
        services.AddSingleton<SyncVerb>();
        services.AddSingleton<ModelArchivesSlot>();

        services.AddSingleton<CustomKinds>();
        services.AddSingleton<DefinitionStatus>();
        services.AddSingleton<KindEmptier>();
        services.AddSingleton<LedgerEmptier>();
        services.AddSingleton<ScaleVerb>();
        services.AddSingleton<CustomKindFollower>();
        services.AddHostedService(p => p.GetRequiredService<CustomKindFollower>());

        services.AddSingleton<QuotaStore>();
        services.AddSingleton<QuotaBook>();
        services.AddSingleton<QuotaAdmission>();
        services.AddSingleton<QuotaRecount>();
        services.AddSingleton<QuotaFollower>();
        services.AddHostedService(p => p.GetRequiredService<QuotaFollower>());
        services.AddHostedService(p => p.GetRequiredService<QuotaRecount>());

        services.AddSingleton<GarbageCollector>();
        services.AddSingleton<NamespaceEmptier>();
        services.AddHostedService<Housekeeping>();
        services.AddHostedService<Expiry>();

        services.AddSingleton(_ => TokenKey.Open(options.PkiDirectory));
        services.AddSingleton<ServiceAccountTokens>();
        services.AddSingleton<TokenVerb>();
        services.AddSingleton<RequestAuthenticator>();
        services.AddSingleton<Impersonation>();
        services.AddSingleton<RoleBook>();
        services.AddSingleton<RoleFollower>();
        services.AddHostedService(p => p.GetRequiredService<RoleFollower>());
        services.AddHostedService<RoleAggregator>();
        services.AddSingleton<DefaultRoles>();
        services.AddSingleton<RequestAuthorizer>();
        services.AddSingleton<EscalationGuard>();
        services.AddSingleton<ActingRights>();
        services.AddSingleton<LocalFolderRight>();
        services.AddSingleton<PlacementRight>();
        services.AddSingleton<EngineRight>();
        services.AddSingleton<AuthorRights>();
        services.AddSingleton<AccessReviews>();
        services.AddSingleton<RequestsInFlight>();
        services.AddSingleton<ReviewEndpoints>();
        services.AddSingleton<OpenApiEndpoints>();
        services.AddSingleton<ServerEndpoints>();
        services.AddSingleton<EncryptionEndpoints>();
        services.AddSingleton<DiscoveryEndpoints>();
        services.AddSingleton<ApiPipeline>();
        return services;
    }

    private static void AddLedgerKinds(this IServiceCollection services, ServedLedger ledger)
    {
        services.AddSingleton(ledger);
        services.AddSingleton(ledger.Keys);
        services.AddSingleton(ledger.Accounts);
        services.AddSingleton(ledger.Passwords);
        services.AddSingleton(ledger.Sessions);
        services.AddSingleton(new MemberDocuments(ledger.Members));
        services.AddSingleton(new AccountDocuments(ledger.Accounts));
        services.AddSingleton<ILedgerDocuments>(p => p.GetRequiredService<MemberDocuments>());
        services.AddSingleton<ILedgerDocuments>(p => p.GetRequiredService<AccountDocuments>());
        services.AddSingleton<IVirtualKind, ApiKeyKind>();
        services.AddSingleton<IVirtualKind, MemberKind>();
        services.AddSingleton<IVirtualKind, UsageRecordKind>();
        foreach (var kind in (KindDescriptor[])[LedgerKinds.UsageReports, LedgerKinds.ClusterUsageReports])
        {
            services.AddSingleton<IVirtualKind>(p => ActivatorUtilities.CreateInstance<UsageReportKind>(p, kind));
        }

        foreach (var kind in (KindDescriptor[])[LedgerKinds.UsageSeries, LedgerKinds.ClusterUsageSeries])
        {
            services.AddSingleton<IVirtualKind>(p => ActivatorUtilities.CreateInstance<UsageSeriesKind>(p, kind));
        }

        services.AddSingleton<IVirtualKind, AuditEventKind>();
        services.AddSingleton<IVirtualKind, AuditVerificationKind>();
        services.AddSingleton<IVirtualKind, ServingRecordKind>();
        services.AddSingleton<IVirtualKind, AccountKind>();
        services.AddSingleton<IVirtualKind, SessionKind>();
        services.AddSingleton<IVirtualKind, SignInKind>();
        services.AddSingleton<IVirtualKind, SessionReviewKind>();
        services.AddSingleton<IVirtualKind, PasswordChangeKind>();
        services.AddSingleton<IVirtualKind, PasswordResetKind>();
        services.AddSingleton<IVirtualKind, SelfProjectsReviewKind>();
    }

    /// <summary>Answers every request that gets here.</summary>
    public static IApplicationBuilder MapApiServer(this IApplicationBuilder app)
    {
        var pipeline = app.ApplicationServices.GetRequiredService<ApiPipeline>();
        app.Run(pipeline.InvokeAsync);
        return app;
    }
}
