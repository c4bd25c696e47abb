using Modelyard.Benchmarks;

switch (args)
{
    case ["inference", .. var rest]:
        await InferenceBenchmark.RunAsync(InferenceBenchmarkOptions.Parse(rest));
        return 0;
    case ["gateway", .. var rest]:
        return await GatewayBenchmark.RunAsync(rest);
    case ["storage"]:
        await StorageBenchmark.RunAsync();
        return 0;
    case ["resources", .. var parts]:
        await ResourceBenchmark.RunAsync(parts);
        return 0;
    case ["serve-api", var folder, .. var database]:
        return await ServedApi.ServeAsync(folder, database.FirstOrDefault());
    default:
        await Console.Error.WriteLineAsync(
            """
            usage: Modelyard.Benchmarks VERB
              inference [--streams 1,8,16] [--tokens 128] [--rounds 5] [--threads N] [--engines-dir DIR]
              gateway [SECONDS-PER-MEASUREMENT]
              storage      the store over SQLite and PostgreSQL, beside etcd
              resources [writes] [lists] [reactions] [fan-out]    the API server over SQLite and over PostgreSQL
            """);
        return 2;
}
