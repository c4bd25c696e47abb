namespace Modelyard.Library;

/// <summary>One object of a Keras configuration: what it says of the class to make, judged when it ends.</summary>
internal sealed class KerasObject
{
    private string? _class;
    private string? _module;
    private string? _registered;

    internal void Set(string name, string? text)
    {
        switch (name)
        {
            case "class_name":
                _class = text ?? "";
                break;
            case "module":
                _module = text ?? "";
                break;
            case "registered_name":
                _registered = text ?? "";
                break;
        }
    }

    internal void Check(Content content, string where, Inspection inspection)
    {
        if (_class is null)
        {
            return;
        }

        if (_class is "Lambda" or "__lambda__" || _registered is "Lambda")
        {
            inspection.Report(KerasRules.Lambda, content, where, $"the model has a {_class} made of code");
        }
        else if (_module is { Length: > 0 } && !IsKeras(_module))
        {
            inspection.Report(_module is "builtins" && _class is "function" ? KerasRules.CustomObject : KerasRules.ForeignModule,
                content, where, $"the model takes {_class} from the Python module \"{_module}\"");
        }
        else if (_class.Contains('>', StringComparison.Ordinal) || _registered?.Contains('>', StringComparison.Ordinal) == true)
        {
            inspection.Report(KerasRules.CustomObject, content, where, $"the model needs the custom object {(_registered is { Length: > 0 } ? _registered : _class)}");
        }
    }

    // Other modules inside Keras make files and run code; layers and what belongs to them do not.
    private static bool IsKeras(string module)
    {
        var parts = module.Split('.');
        var rest = parts is ["keras", "src", ..] ? parts[2..] : parts is ["keras", ..] ? parts[1..] : parts is ["tensorflow", "keras", ..] or ["tf_keras", "src", ..] ? parts[2..] : null;
        return rest is [] or ["layers" or "models" or "initializers" or "regularizers" or "constraints" or "activations" or "losses" or "metrics" or "optimizers" or "engine" or "dtype_policies"
            or "saving", ..] && !module.Contains("legacy", StringComparison.Ordinal);
    }
}
