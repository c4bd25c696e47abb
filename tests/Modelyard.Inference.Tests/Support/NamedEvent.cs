using System.Text.Json;

namespace Modelyard.Inference.Tests;

/// <summary>An event of a stream whose events have names.</summary>
internal sealed record NamedEvent(string Name, JsonElement Data)
{
    internal static List<NamedEvent> ReadAll(string stream)
    {
        stream.ShouldEndWith("\n\n");
        return [.. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Read)];
    }

    private static NamedEvent Read(string text)
    {
        var lines = text.Split('\n');
        lines.Length.ShouldBe(2, text);
        var (name, data) = (lines[0]["event: ".Length..], JsonElement.Parse(lines[1].ShouldStartWithData()));
        data.GetProperty("type").GetString().ShouldBe(name);
        return new NamedEvent(name, data);
    }
}
