using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Storage;
using Modelyard.Storage.Sqlite;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.ApiServer;

/// <summary>The API's pipeline without a network and with nothing running behind it, so that tests own its store and its clock.</summary>
internal sealed class StandaloneApi : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-api-").FullName;
    private readonly ServiceProvider _services;

    public StandaloneApi(int maxRequestsInFlight = 400, long? maximumBytes = null)
    {
        var options = new ApiServerOptions { DataDirectory = _folder, Time = Time, MaxRequestsInFlight = maxRequestsInFlight };
        AuditKey = options.AuditKey;
        Store = SqliteResourceStore.Open(new SqliteStoreOptions { Path = DatabasePath, Trail = AuditKey, MaximumBytes = maximumBytes, Time = Time });
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddApiServer(options, Store);
        _services = services.BuildServiceProvider();
        Client = new HttpClient(new InProcessHandler(
            _services.GetRequiredService<ApiPipeline>().InvokeAsync, _services, UserIdentity.Of("tester", UserIdentity.Masters)))
        {
            BaseAddress = new Uri("https://localhost"),
        };
    }

    public ManualTime Time { get; } = new();

    public IResourceStore Store { get; }

    public TrailKey AuditKey { get; }

    public string DatabasePath => Path.Combine(_folder, "resources.db");

    public HttpClient Client { get; }

    public T Part<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<Reply> GetAsync(string path) => await Reply.ReadAsync(await Client.GetAsync(path));

    public async Task<Reply> PostAsync(string path, JsonNode body)
    {
        await Part<BuiltInNamespaces>().EnsureAsync(CancellationToken.None);
        return await Reply.ReadAsync(await Client.PostAsync(path, new StringContent(body.ToJsonString(), null, "application/json")));
    }

    /// <summary>Frees some space in the database, as a person does on a full disk.</summary>
    public async Task MakeRoomAsync()
    {
        var page = await Store.ListAsync(new ListQuery("configmaps"), CancellationToken.None);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"delete from log where revision in ({string.Join(',', page.Items.Take(20).Select(i => i.Revision))})";
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _services.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
