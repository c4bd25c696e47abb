using System.Net;
using System.Text.Json.Nodes;
using Modelyard.ApiServer;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.ApiServer;

/// <summary>Those who are refused again and again cannot fill the disk with it, and still nothing of it is lost.</summary>
public sealed class RefusalLogTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task RepeatedRefusal_IsOneRecordAtOnceAndOneWithACountAfterTheMinute()
    {
        await using var api = new StandaloneApi();
        for (var i = 0; i < 5; i++)
        {
            (await DeleteAsync(api, "none")).ShouldBe(HttpStatusCode.NotFound);
            api.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = (await RecordsAsync(api)).ShouldHaveSingleItem();
        first["annotations"].ShouldBeNull();
        await api.Part<RefusalLog>().FlushAsync();
        var summary = (await RecordsAsync(api))[^1];
        summary["annotations"]!["audit.modelyard.dev/repeated"]!.ToString().ShouldBe("4");
        summary["annotations"]!["audit.modelyard.dev/first-at"]!.ToString().ShouldBe("2026-01-01T00:00:01.000000Z");
        (summary.Text("verb"), summary.Text("objectRef.name"), summary.Text("responseStatus.code")).ShouldBe(("delete", "none", "404"));
        summary.Text("auditID").ShouldNotBe(first.Text("auditID"));

        await api.Part<RefusalLog>().FlushAsync();
        (await RecordsAsync(api)).Count.ShouldBe(2, "nothing has happened since");
        await DeleteAsync(api, "none");
        (await RecordsAsync(api)).Count.ShouldBe(3, "a new minute has begun");
    }

    [Fact]
    public async Task FloodOfDifferentRefusals_IsBoundedAndCounted()
    {
        const int Flood = 400;
        await using var api = new StandaloneApi();
        await Task.WhenAll(Enumerable.Range(0, Flood).Select(i => DeleteAsync(api, $"none-{i}")));
        (await RecordsAsync(api)).Count.ShouldBe(120);
        await api.Part<RefusalLog>().FlushAsync();
        var records = await RecordsAsync(api);
        records.Count.ShouldBe(121);
        records[^1]["annotations"]!["audit.modelyard.dev/repeated"]!.ToString().ShouldBe($"{Flood - 120}");
        (records[^1].Text("verb"), records[^1].Text("user.username"), records[^1].Text("responseStatus.code")).ShouldBe(("*", "tester", "404"));
    }

    [Fact]
    public async Task WithoutRoomForRecords_ChangesAreRefusedAndRefusalsAreRecordedLater()
    {
        await using var api = new StandaloneApi(maximumBytes: 300 * 1024);
        await api.PostAsync(Path, Objects.ConfigMap("first"));
        var (stored, number) = (1, 0);
        HttpStatusCode last;
        do
        {
            var reply = await api.PostAsync(Path, Objects.ConfigMap($"n{++number}", value: new string('x', 2000)));
            last = (HttpStatusCode)reply.Code;
            stored += reply.Code == 201 ? 1 : 0;
        }
        while (last == HttpStatusCode.Created);

        last.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await RecordsAsync(api)).Count(r => r.Text("responseStatus.code") == "201" && r.Text("objectRef.resource") == "configmaps")
            .ShouldBe(stored, "each change has its record, and no other is there");
        (await api.GetAsync(Path)).Body["items"]!.AsArray().Count.ShouldBe(stored);

        const int Refused = 60;
        for (var i = 0; i < Refused; i++)
        {
            (await DeleteAsync(api, $"none-{new string('x', 200)}-{i}")).ShouldBe(HttpStatusCode.NotFound);
        }

        (await CountAsync(api, "404")).ShouldBeLessThan(Refused, "there was no room for all of them");
        await api.MakeRoomAsync();
        await api.Part<RefusalLog>().FlushAsync();
        (await CountAsync(api, "404")).ShouldBe(Refused);
        (await CountAsync(api, "503")).ShouldBe(1);
    }

    private static async Task<int> CountAsync(StandaloneApi api, string code) => (await RecordsAsync(api))
        .Where(r => r.Text("responseStatus.code") == code)
        .Sum(r => r["annotations"]?["audit.modelyard.dev/repeated"]?.ToString() is { } repeated ? int.Parse(repeated, null) : 1);

    private static async Task<HttpStatusCode> DeleteAsync(StandaloneApi api, string name) => (await api.Client.DeleteAsync($"{Path}/{name}")).StatusCode;

    private static async Task<List<JsonNode>> RecordsAsync(StandaloneApi api)
    {
        await using var trail = SqliteTrailSnapshot.Open(api.DatabasePath);
        return await trail.ReadAsync(null, null, TestContext.Current.CancellationToken).Select(r => JsonNode.Parse(r.Content.Span)!).ToListAsync();
    }
}
