namespace Modelyard.Api;

/// <summary>Rules on engines: which fields each type has use for. A field that would be ignored is refused, not ignored.</summary>
internal static class EngineRules
{
    public static void Check(ModelDeploymentSpec spec, FieldPath path, FieldErrors errors)
    {
        var (engine, at) = (spec.Engine!, path.Child("engine"));
        CheckModel(spec.Model, path.Child("model"), errors);
        if (engine.Image is { } image && (image.Length == 0 || image.Any(char.IsWhiteSpace)))
        {
            errors.Invalid(at.Child("image"), image, "must be the reference of an image, such as registry.example.com/team/server:1.0");
        }

        if (engine.ImagePullSecret is { } secret)
        {
            errors.Check(at.Child("imagePullSecret"), secret, NameRules.Subdomain);
        }

        if (engine.Type != EngineType.External && engine.External is not null)
        {
            errors.Forbidden(at.Child("external"), $"is only for engine type external, not {engine.Type}");
        }

        if (engine.Type != EngineType.Custom && engine.Runtime is not null)
        {
            errors.Forbidden(at.Child("runtime"), $"is only for engine type custom: {engine.Type} brings its own runtime");
        }

        switch (engine.Type)
        {
            case EngineType.BuiltInLlama or EngineType.BuiltInOnnx:
                CheckBuiltIn(spec, engine, path, errors);
                break;
            case EngineType.VLLM:
                RequireModel(spec, path, errors);
                break;
            case EngineType.NIM when engine.Image is null:
                errors.Required(at.Child("image"), "name the model's NIM, such as nvcr.io/nim/meta/llama-3.1-8b-instruct:1.13.1");
                break;
            case EngineType.Custom:
                CheckCustom(spec, engine, path, errors);
                break;
            case EngineType.External:
                CheckExternal(spec, engine, path, errors);
                break;
        }
    }

    private static void CheckModel(DeployedModel? model, FieldPath path, FieldErrors errors)
    {
        if (model is { Uri: not null, Version: not null })
        {
            errors.Forbidden(path.Child("version"), "the model is named twice: give either uri or version");
        }

        if (model?.Uri is { } uri && (uri.Length == 0 ? "must not be empty" : StorageUriRules.WhatIsWrong(uri)) is { } wrong)
        {
            errors.Invalid(path.Child("uri"), uri, wrong);
        }

        if (model?.Format is { } format)
        {
            errors.Check(path.Child("format"), format, NameRules.LabelValue);
        }

        if (model?.ServedName is { } name && (name.Length == 0 || name.Any(c => c is <= ' ' or '"' or '\\' or '\x7f')))
        {
            errors.Invalid(path.Child("servedName"), name, "must be a name without spaces, quotes and backslashes, such as meta/llama-3.1-8b-instruct");
        }
    }

    private static void RequireModel(ModelDeploymentSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.Model is not { Uri: not null } and not { Version: not null })
        {
            errors.Required(path.Child("model").Child("uri"), $"engine type {spec.Engine!.Type} needs to be told the model: give its uri, such as hf://owner/name, or its version in the library");
        }
    }

    private static void CheckBuiltIn(ModelDeploymentSpec spec, EngineSpec engine, FieldPath path, FieldErrors errors)
    {
        RequireModel(spec, path, errors);
        var why = $"engine type {engine.Type} is part of Modelyard and decides this itself; for a server of your own choose type custom";
        Forbid(path.Child("engine"), why, errors, [("image", engine.Image), ("command", engine.Command), ("port", engine.Port), ("imagePullSecret", engine.ImagePullSecret)]);
        Forbid(path.Child("model"), $"engine type {engine.Type} serves a model under the deployment's name: remove it", errors, [("servedName", spec.Model?.ServedName)]);
        if (engine is { Type: EngineType.BuiltInOnnx, ContextLength: not null })
        {
            errors.Forbidden(path.Child("engine").Child("contextLength"), "an ONNX model has the context length it was exported with: remove it");
        }
    }

    private static void CheckCustom(ModelDeploymentSpec spec, EngineSpec engine, FieldPath path, FieldErrors errors)
    {
        var at = path.Child("engine");
        if (engine.ContextLength is not null)
        {
            errors.Forbidden(at.Child("contextLength"), "Modelyard does not know how a server of your own is told: say it in args");
        }

        if (engine.Image is null && engine.Runtime is null)
        {
            errors.Required(at.Child("image"), "engine type custom needs an image, or the name of a runtime that exists in runtime");
        }

        if (engine.Runtime is { } runtime)
        {
            errors.Check(at.Child("runtime"), runtime, NameRules.Subdomain);
            Forbid(
                at, $"is what the runtime {runtime} says: remove it, or give image in place of runtime", errors,
                [("image", engine.Image), ("port", engine.Port), ("imagePullSecret", engine.ImagePullSecret)]);
        }
    }

    private static void CheckExternal(ModelDeploymentSpec spec, EngineSpec engine, FieldPath path, FieldErrors errors)
    {
        const string Why = "nothing runs here for engine type external: remove it";
        Forbid(
            path.Child("engine"), Why, errors,
            [
                ("image", engine.Image), ("command", engine.Command), ("args", engine.Args), ("port", engine.Port),
                ("imagePullSecret", engine.ImagePullSecret), ("contextLength", engine.ContextLength),
            ]);
        Forbid(
            path, Why, errors,
            [
                ("replicas", spec.Replicas), ("scaling", spec.Scaling), ("resources", spec.Resources), ("env", spec.Env), ("labels", spec.Labels),
                ("annotations", spec.Annotations), ("tolerations", spec.Tolerations), ("nodeSelector", spec.NodeSelector), ("affinity", spec.Affinity),
            ]);
        Forbid(
            path.Child("model"), "an external service has its model already: remove it, and name the model in engine.external.model", errors,
            [("uri", spec.Model?.Uri), ("version", spec.Model?.Version), ("format", spec.Model?.Format), ("servedName", spec.Model?.ServedName)]);
        if (engine.External is not { } external)
        {
            errors.Required(path.Child("engine").Child("external"), "say which service is called: its url, and its model");
            return;
        }

        var at = path.Child("engine").Child("external");
        if (WhatIsWrongWithUrl(external.Url ?? "") is { } wrong)
        {
            errors.Invalid(at.Child("url"), external.Url, wrong);
        }

        if (external.SecretRef is { } secret)
        {
            errors.Check(at.Child("secretRef").Child("name"), secret.Name ?? "", NameRules.Subdomain);
            errors.Check(at.Child("secretRef").Child("key"), secret.Key ?? "", NameRules.ConfigKey);
        }
    }

    private static string? WhatIsWrongWithUrl(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") ? "must be an http or https URL, such as https://models.example.com"
        : url.UserInfo.Length > 0 ? "must not hold credentials: put the key into a Secret and name it in secretRef"
        : url.Query.Length > 0 || url.Fragment.Length > 0 ? "must not have a query or a fragment: it is the base of other URLs"
        : url.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal) ? "must be without /v1 at its end, which is added to it"
        : null;

    private static void Forbid(FieldPath path, string why, FieldErrors errors, ReadOnlySpan<(string Name, object? Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                errors.Forbidden(path.Child(name), why);
            }
        }
    }
}
