using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>The kinds that are built in, each with its schema, columns, defaulter and validator.</summary>
public static class KindRegistry
{
    /// <summary>Every built-in kind.</summary>
    public static IReadOnlyList<KindDescriptor> BuiltIn { get; } =
    [
        Describe<Namespace>(CoreColumns.Namespace, CoreDefaulter.Namespace, NamespaceValidator.Validate, NameRules.Label),
        Describe<Secret>(CoreColumns.Secret, CoreDefaulter.Secret, DataValidator.Validate),
        Describe<ConfigMap>(CoreColumns.ConfigMap, null, DataValidator.Validate),
        Describe<ServiceAccount>(CoreColumns.ServiceAccount),
        Describe<Event>(CoreColumns.Event, null, EventValidator.Validate),
        Describe<Pod>(PodColumns.All, PodDefaulter.Fill, PodValidator.Validate),
        Describe<Service>(NetworkColumns.Service, CoreDefaulter.Service, ServiceValidator.Validate, NameRules.Label1035),
        Describe<Node>(NetworkColumns.Node),
        Describe<ResourceQuota>(QuotaColumns.ResourceQuota, null, ResourceQuotaValidator.Validate),
        Describe<Lease>(CoreColumns.Lease),
        Describe<Role>(RbacColumns.Role, null, RbacValidator.Validate, RbacValidator.Name),
        Describe<ClusterRole>(RbacColumns.Role, null, RbacValidator.Validate, RbacValidator.Name),
        Describe<RoleBinding>(RbacColumns.Binding, RbacDefaulter.Binding, RbacValidator.Validate, RbacValidator.Name),
        Describe<ClusterRoleBinding>(RbacColumns.Binding, RbacDefaulter.Binding, RbacValidator.Validate, RbacValidator.Name),
        Describe<CustomResourceDefinition>(RbacColumns.Role, CoreDefaulter.CustomResourceDefinition, CustomResourceDefinitionValidator.Validate) with
        {
            Warn = static document => CustomResourceDefinitionValidator.Warn(document.Deserialize<CustomResourceDefinition>(ApiJson.Options)!),
        },
        Describe<InferenceService>(
            ServingColumns.InferenceService, InferenceServiceDefaulter.Fill, InferenceServiceValidator.Validate, InferenceServiceValidator.Name),
        Describe<ServingRuntime>(ServingColumns.ServingRuntime, null, ServingRuntimeValidator.Validate),
        Describe<ClusterServingRuntime>(ServingColumns.ServingRuntime, null, ServingRuntimeValidator.Validate),
        Describe<Organization>(TenancyColumns.Organization, null, OrganizationValidator.Validate, OrganizationValidator.Name),
        Describe<IdentityProvider>(SignInColumns.IdentityProvider, null, IdentityProviderValidator.Validate, IdentityProviderValidator.Name),
        Describe<Endpoint>(DeploymentColumns.Endpoint, null, EndpointValidator.Validate, NameRules.Label),
        Describe<ModelDeployment>(DeploymentColumns.ModelDeployment, null, ModelDeploymentValidator.Validate, NameRules.Label1035),
        Describe<ModelRepository>(LibraryColumns.Repository, null, ModelRepositoryValidator.Validate),
        Describe<Model>(LibraryColumns.Model),
        Describe<ModelVersion>(LibraryColumns.Version, ModelVersionDefaulter.Fill, ModelVersionValidator.Validate),
        Describe<ModelScanReport>(LibraryColumns.ScanReport),
        Describe<ModelApproval>(LibraryColumns.Approval, null, ModelApprovalValidator.Validate),
        Describe<RetentionPolicy>(LibraryColumns.Retention, null, RetentionPolicyValidator.Validate),
        Describe<ApprovalPolicy>(LibraryColumns.Policy, null, ApprovalPolicyValidator.Validate),
        Describe<ModelSignature>(LibraryColumns.Signature, null, ModelSignatureValidator.Validate),
        Describe<SignaturePolicy>(LibraryColumns.SignaturePolicy, null, SignaturePolicyValidator.Validate),
        Describe<ScanPolicy>(LibraryColumns.ScanPolicy, null, ScanPolicyValidator.Validate),
        Describe<ImageScanner>(LibraryColumns.ImageScanner, null, ImageScannerValidator.Validate),
        Describe<ScanWaiver>(LibraryColumns.Waiver, null, ScanWaiverValidator.Validate),
    ];

    /// <summary>The descriptor of a type marked with <see cref="KindAttribute"/>. Cheap: its schema is only built when first needed.</summary>
    /// <typeparam name="T">The kind's type.</typeparam>
    /// <param name="columns">What <c>kubectl get</c> prints besides the name.</param>
    /// <param name="fill">Fills in defaults, in place, after those the schema names.</param>
    /// <param name="validate">Finds what is wrong beyond schema and metadata.</param>
    /// <param name="nameRule">What names must look like; a DNS subdomain unless said otherwise.</param>
    internal static KindDescriptor Describe<T>(
        IReadOnlyList<PrinterColumn> columns,
        Action<JsonObject>? fill = null,
        Action<T, T?, FieldErrors>? validate = null,
        Func<string, IEnumerable<string>>? nameRule = null)
        where T : Resource
    {
        var kind = typeof(T).GetCustomAttribute<KindAttribute>(false)
            ?? throw new ArgumentException($"{typeof(T)} has no [Kind] attribute.");
        var schema = new Lazy<ResourceSchema>(static () => SchemaBuilder.Build(typeof(T)));
        return new KindDescriptor
        {
            Group = kind.Group,
            Version = kind.Version,
            Kind = kind.Kind,
            Plural = kind.Plural,
            Scope = kind.Scope,
            ShortNames = kind.ShortNames,
            Categories = kind.Categories,
            HasStatus = kind.HasStatus,
            Schema = schema,
            Columns = columns,
            Default = document =>
            {
                SchemaDefaults.Apply(schema.Value, document);
                fill?.Invoke(document);
                return document;
            },
            Validate = (document, old) => Validate(schema.Value, document, old, validate, nameRule ?? NameRules.Subdomain),
        };
    }

    private static IReadOnlyList<FieldError> Validate<T>(
        ResourceSchema schema,
        JsonObject document,
        JsonObject? old,
        Action<T, T?, FieldErrors>? validate,
        Func<string, IEnumerable<string>> nameRule)
        where T : Resource
    {
        // Rules on values need the right types: with wrong ones they could only add noise.
        var errors = SchemaChecker.Check(schema, document);
        if (errors.Count > 0)
        {
            return errors;
        }

        T value;
        try
        {
            value = document.Deserialize<T>(ApiJson.Options)!;
        }
        catch (JsonException wrong)
        {
            // What fits the schema and still cannot be read is out of range, such as a quantity of 1e40.
            return [FieldError.Invalid(wrong.Path?.TrimStart('$').TrimStart('.') ?? "", "", wrong.InnerException?.Message ?? wrong.Message)];
        }

        var found = new FieldErrors();
        MetadataValidator.Validate(value.Metadata, nameRule, found);
        validate?.Invoke(value, old?.Deserialize<T>(ApiJson.Options), found);
        return found.All;
    }
}
