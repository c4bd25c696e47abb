using Modelyard.Benchmarks;

switch (args)
{
    case ["inference", .. var rest]:
        await InferenceBenchmark.RunAsync(InferenceBenchmarkOptions.Parse(rest));
        return 0;
    case ["gateway", .. var rest]:
        return await GatewayBenchmark.RunAsync(rest);
    default:
        await Console.Error.WriteLineAsync(
            """
            usage: Modelyard.Benchmarks VERB
              inference [--streams 1,8,16] [--tokens 128] [--rounds 5] [--threads N] [--engines-dir DIR]
              gateway [SECONDS-PER-MEASUREMENT]
            """);
        return 2;
}
