using Modelyard.Artifacts;

/// <summary>Keys of an installation that has one.</summary>
public sealed class OneKey(byte[] key) : IContentKeys
{
    /// <summary>The same in each process.</summary>
    public static byte[] Any => [.. Enumerable.Repeat((byte)7, 32)];

    public string Place => "the test";

    public string Current => "one";

    public IReadOnlyList<string> Names => [Current];

    public byte[]? Find(string name) => name == Current ? key : null;
}
