using System.Globalization;

namespace Modelyard.Benchmarks;

internal sealed record InferenceBenchmarkOptions
{
    internal int[] Streams { get; private init; } = [1, 8, 16];

    internal int Tokens { get; private init; } = 256;

    internal int Rounds { get; private init; } = 21;

    internal int Threads { get; private init; } = Environment.ProcessorCount;

    internal string? Engines { get; private init; }

    internal static InferenceBenchmarkOptions Parse(string[] args)
    {
        var options = new InferenceBenchmarkOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--streams" => options with { Streams = [.. value.Split(',').Select(Number)] },
                "--tokens" => options with { Tokens = Number(value) },
                "--rounds" => options with { Rounds = Number(value) },
                "--threads" => options with { Threads = Number(value) },
                "--engines-dir" => options with { Engines = value },
                _ => throw new ArgumentException($"Unknown option {args[i]}."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
