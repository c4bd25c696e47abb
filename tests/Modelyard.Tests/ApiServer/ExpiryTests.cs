using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>Old events go; recent ones and repeated ones stay.</summary>
public sealed class ExpiryTests
{
    [Fact]
    public async Task Events_AreForgottenAnHourAfterTheyWereLastSeen()
    {
        await using var api = new StandaloneApi();
        await CreateAsync(api, "old");
        await CreateAsync(api, "seen-again", lastSeen: api.Time.GetUtcNow().AddMinutes(50));
        api.Time.Advance(TimeSpan.FromMinutes(61));
        await CreateAsync(api, "new");
        await Expire(api);
        var left = (await api.GetAsync("/api/v1/namespaces/default/events")).Body["items"]!.AsArray();
        left.Select(e => e!.Text("metadata.name")).ShouldBe(["new", "seen-again"]);
    }

    private static Task Expire(StandaloneApi api) =>
        api.Part<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<Expiry>().Single().ExpireEventsAsync(TestContext.Current.CancellationToken);

    private static async Task CreateAsync(StandaloneApi api, string name, DateTimeOffset? lastSeen = null)
    {
        var document = Objects.Parse($$"""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"{{name}}"},"reason":"Started","message":"up","type":"Normal",
             "involvedObject":{"kind":"Pod","namespace":"default","name":"x"} }
            """);
        if (lastSeen is { } time)
        {
            document["lastTimestamp"] = DocumentMetadata.Time(time);
        }

        (await api.PostAsync("/api/v1/namespaces/default/events", document)).Code.ShouldBe(201);
    }
}
