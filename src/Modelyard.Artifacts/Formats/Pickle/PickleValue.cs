namespace Modelyard.Artifacts;

/// <summary>A value on the stack, as much of it as decides what a pickle imports and calls.</summary>
internal readonly record struct PickleValue(PickleValueKind Kind, string? Text = null)
{
    internal static readonly PickleValue Plain = new(PickleValueKind.Plain);
    internal static readonly PickleValue Import = new(PickleValueKind.Import);
    internal static readonly PickleValue Extension = new(PickleValueKind.Extension);

    internal bool IsPlain => Kind is PickleValueKind.Plain;
}

internal enum PickleValueKind : byte
{
    /// <summary>Data, results of calls, texts too long to be names: nothing that is known to be callable.</summary>
    Plain,
    Text,
    Import,
    Extension,
}
