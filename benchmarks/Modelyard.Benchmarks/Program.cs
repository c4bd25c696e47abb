using Modelyard.Benchmarks;

switch (args)
{
    case ["inference", .. var rest]:
        await InferenceBenchmark.RunAsync(InferenceBenchmarkOptions.Parse(rest));
        return 0;
    case ["load", .. var parts]:
        return await LoadBenchmark.RunAsync(parts);
    case ["allocation"]:
        return AllocationBenchmark.Run();
    case ["serve-gateway", var folder, var upstream]:
        return await ServedGateway.ServeAsync(folder, upstream);
    case ["serve-upstream", var seconds]:
        return await MockUpstream.ServeAsync(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
    case ["soak", .. var minutes]:
        return await Soak.RunAsync(TimeSpan.FromMinutes(minutes is [var m] ? double.Parse(m, System.Globalization.CultureInfo.InvariantCulture) : 30));
    case ["storage"]:
        await StorageBenchmark.RunAsync();
        return 0;
    case ["scan", .. var which]:
        await ScanBenchmark.RunAsync(which);
        return 0;
    case ["serve-scan", var path, var what]:
        return await ScanBenchmark.ServeAsync(path, what);
    case ["models"]:
        await StoreBenchmark.RunAsync();
        return 0;
    case ["console", .. var what]:
        await ConsoleBenchmark.RunAsync(what);
        return 0;
    case ["resources", .. var which]:
        await ResourceBenchmark.RunAsync(which);
        return 0;
    case ["serve-api", var home, .. var database]:
        return await ServedApi.ServeAsync(home, database.FirstOrDefault());
    default:
        await Console.Error.WriteLineAsync(
            """
            usage: Modelyard.Benchmarks VERB
              inference [--streams 1,8,16] [--tokens 128] [--rounds 5] [--threads N] [--engines-dir DIR]
              load [latency] [large] [throughput] [streams]    the gateway beside a direct call, nginx and Portkey's gateway
              soak [MINUTES]    half an hour of calls and streams, and what becomes of the gateway's memory
              allocation   what a call through the gateway allocates, against its budget
              storage      the store over SQLite and PostgreSQL, beside etcd
              scan [model.gguf] …    scans of files of each format, hashing, and the memory that takes
              models       the store of models, plain and encrypted
              console [paint] [table]    the console in Chromium: first paint, and a table of 5,000 rows
              resources [writes] [lists] [reactions] [fan-out]    the API server over SQLite and over PostgreSQL
            """);
        return 2;
}
