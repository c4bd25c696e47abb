namespace Modelyard.Artifacts;

/// <summary>Something of Python that a pickle asks for by name.</summary>
/// <param name="Name">May be dotted: attributes of attributes are reached that way.</param>
public readonly record struct PickleImport(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
