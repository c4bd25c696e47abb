namespace Modelyard.Api;

/// <summary>Rules on definitions of kinds.</summary>
internal static class CustomResourceDefinitionValidator
{
    private static readonly string[] Reserved = ["k8s.io", "kubernetes.io"];

    public static void Validate(CustomResourceDefinition value, CustomResourceDefinition? old, FieldErrors errors)
    {
        var spec = value.Spec;
        var path = FieldPath.Of("spec");
        if (value.Metadata.Name != $"{spec.Names!.Plural}.{spec.Group}")
        {
            errors.Invalid(FieldPath.Of("metadata").Child("name"), value.Metadata.Name, "must be spec.names.plural+\".\"+spec.group");
        }

        errors.Check(path.Child("group"), spec.Group!, NameRules.Subdomain);
        if (!spec.Group!.Contains('.', StringComparison.Ordinal))
        {
            errors.Invalid(path.Child("group"), spec.Group, "should be a domain with at least one dot");
        }

        CheckNames(spec.Names, path.Child("names"), errors);
        CheckVersions(spec, path.Child("versions"), errors);
        if (spec.PreserveUnknownFields == true)
        {
            errors.Invalid(path.Child("preserveUnknownFields"), true, "must be false in order to use defaults in the schema");
        }

        if (spec.Conversion is { Strategy: not "None" } conversion)
        {
            errors.Add(FieldError.NotSupported(path.Child("conversion").Child("strategy"), conversion.Strategy, ["None"]));
        }

        if (old is not null)
        {
            errors.Immutable(path.Child("group"), spec.Group, old.Spec.Group);
            errors.Immutable(path.Child("scope"), spec.Scope, old.Spec.Scope);
            errors.Immutable(path.Child("names").Child("plural"), spec.Names.Plural, old.Spec.Names!.Plural);
            errors.Immutable(path.Child("names").Child("kind"), spec.Names.Kind, old.Spec.Names.Kind);
            CheckStoredVersions(value, errors);
        }
    }

    /// <summary>What a user should know of a definition that is taken.</summary>
    public static IEnumerable<string> Warn(CustomResourceDefinition value)
    {
        if (HasValidationRules(value))
        {
            yield return "x-kubernetes-validations: rules in CEL are kept but not evaluated by this server";
        }

        if (Reserved.Any(r => value.Spec.Group == r || value.Spec.Group!.EndsWith("." + r, StringComparison.Ordinal))
            && value.Metadata.Annotations?.ContainsKey("api-approved.kubernetes.io") != true)
        {
            yield return "metadata.annotations[api-approved.kubernetes.io]: groups under k8s.io and kubernetes.io are Kubernetes' own";
        }
    }

    /// <summary>Whether a schema has rules in CEL.</summary>
    public static bool HasValidationRules(CustomResourceDefinition value)
    {
        var reader = new StructuralSchemaReader();
        foreach (var schema in value.Spec.Versions!.Select(v => v.Schema?.OpenApiSchema).OfType<System.Text.Json.Nodes.JsonObject>())
        {
            reader.Read(schema, FieldPath.Of("schema"));
        }

        return reader.HasValidationRules;
    }

    private static void CheckNames(CustomResourceNames names, FieldPath path, FieldErrors errors)
    {
        errors.Check(path.Child("plural"), names.Plural!, NameRules.Label1035);
        if (names.Singular is { Length: > 0 } singular)
        {
            errors.Check(path.Child("singular"), singular, NameRules.Label1035);
        }

        errors.Check(path.Child("kind"), names.Kind!.ToLowerInvariant(), NameRules.Label1035);
        for (var i = 0; i < (names.ShortNames?.Count ?? 0); i++)
        {
            errors.Check(path.Child("shortNames").Index(i), names.ShortNames![i], NameRules.Label1035);
        }

        if (names.ListKind == names.Kind)
        {
            errors.Invalid(path.Child("listKind"), names.ListKind, "kind and listKind may not be the same");
        }
    }

    private static void CheckVersions(CustomResourceDefinitionSpec spec, FieldPath path, FieldErrors errors)
    {
        var versions = spec.Versions!;
        if (versions.Count(v => v.Storage) != 1)
        {
            errors.Invalid(path, versions.Count(v => v.Storage), "must have exactly one version marked as storage version");
        }

        if (versions.Select(v => v.Name).Distinct(StringComparer.Ordinal).Count() != versions.Count)
        {
            errors.Invalid(path, versions.Count, "must contain unique version names");
        }

        for (var i = 0; i < versions.Count; i++)
        {
            Check(versions[i], path.Index(i), errors);
        }
    }

    private static void Check(CustomResourceVersion version, FieldPath path, FieldErrors errors)
    {
        errors.Check(path.Child("name"), version.Name!, NameRules.Label1035);
        if (version.Schema?.OpenApiSchema is not { } schema)
        {
            errors.Required(path.Child("schema").Child("openAPIV3Schema"), "schemas are required");
            return;
        }

        var at = path.Child("schema").Child("openAPIV3Schema");
        var reader = new StructuralSchemaReader();
        var read = reader.Read(schema, at);
        foreach (var error in reader.Errors)
        {
            errors.Add(error);
        }

        if (read.Type != SchemaType.Object)
        {
            errors.Invalid(at.Child("type"), read.Type.ToString().ToLowerInvariant(), "must be object at the root");
        }

        foreach (var (index, column) in (version.AdditionalPrinterColumns ?? []).Index())
        {
            CheckQuery(path.Child("additionalPrinterColumns").Index(index).Child("jsonPath"), column.JsonPath, errors);
        }

        foreach (var (index, field) in (version.SelectableFields ?? []).Index())
        {
            CheckPlain(path.Child("selectableFields").Index(index).Child("jsonPath"), field.JsonPath, ".", errors);
        }

        if (version.Subresources?.Scale is { } scale)
        {
            var below = path.Child("subresources").Child("scale");
            CheckPlain(below.Child("specReplicasPath"), scale.SpecReplicasPath, ".spec.", errors);
            CheckPlain(below.Child("statusReplicasPath"), scale.StatusReplicasPath, ".status.", errors);
            if (scale.LabelSelectorPath is { Length: > 0 } selector)
            {
                CheckPlain(below.Child("labelSelectorPath"), selector, ".", errors);
            }
        }
    }

    private static void CheckQuery(FieldPath path, string? query, FieldErrors errors)
    {
        if (FieldQuery.Parse(query) is null)
        {
            errors.Invalid(path, query, "must be a path such as .spec.replicas or .status.conditions[?(@.type==\"Ready\")].status");
        }
    }

    private static void CheckPlain(FieldPath path, string? query, string prefix, FieldErrors errors)
    {
        if (query?.StartsWith(prefix, StringComparison.Ordinal) != true || query.AsSpan().ContainsAny('[', '\\') || FieldQuery.Parse(query) is null)
        {
            errors.Invalid(path, query, $"should be a path of plain names under {prefix.TrimEnd('.')}");
        }
    }

    // Objects may still be stored in a version for as long as the status lists it.
    private static void CheckStoredVersions(CustomResourceDefinition value, FieldErrors errors)
    {
        foreach (var (index, stored) in (value.Status?.StoredVersions ?? []).Index())
        {
            if (!value.Spec.Versions!.Any(v => v.Name == stored))
            {
                errors.Invalid(FieldPath.Of("status").Child("storedVersions").Index(index), stored, "missing from spec.versions; objects may still be stored in it");
            }
        }
    }
}
