namespace Modelyard.Serving;

/// <summary>The arguments of an engine: what follows from the deployment's fields, unless the user says the same option otherwise.</summary>
internal sealed class EngineArguments(IReadOnlyCollection<string>? own)
{
    private readonly List<string> _arguments = [];

    /// <summary>Adds <c>--name=value</c>.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value; null adds nothing, an empty one adds the option alone.</param>
    /// <param name="opposite">An option that says the opposite.</param>
    public EngineArguments Add(string name, string? value, string? opposite = null)
    {
        if (value is not null && !IsOwn(name) && !(opposite is not null && IsOwn(opposite)))
        {
            _arguments.Add(value.Length == 0 ? name : $"{name}={value}");
        }

        return this;
    }

    public List<string> WithOwn() => [.. _arguments, .. own ?? []];

    public List<string> WithoutOwn() => [.. _arguments];

    private bool IsOwn(string name) => own?.Any(a => a == name || a.StartsWith(name + "=", StringComparison.Ordinal)) == true;
}
