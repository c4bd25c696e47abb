using Modelyard.Benchmarks;

if (args is not [var verb, .. var rest] || verb is not "inference")
{
    await Console.Error.WriteLineAsync("usage: Modelyard.Benchmarks inference [--streams 1,8,16] [--tokens 128] [--rounds 5] [--threads N] [--engines-dir DIR]");
    return 2;
}

await InferenceBenchmark.RunAsync(InferenceBenchmarkOptions.Parse(rest));
return 0;
