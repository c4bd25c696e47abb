using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// Credentials from a program, as the group <c>client.authentication.k8s.io</c> defines it. An answer is kept until it expires or the server
/// refuses it; whoever needs one while the program runs waits for the same run.
/// </summary>
internal sealed class ExecPlugin : CredentialSource
{
    public const string V1 = "client.authentication.k8s.io/v1";
    public const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    /// <summary>The extension of a cluster that holds what its plugin should know.</summary>
    public const string ConfigExtension = "client.authentication.k8s.io/exec";

    private const string Kind = "ExecCredential";

    private readonly SemaphoreSlim _gate = new(1);
    private volatile Answer? _answer;

    /// <summary>Where it is configured, for messages.</summary>
    public required string Place { get; init; }

    public required string ApiVersion { get; init; }

    /// <summary>An absolute path, or a name to be found in PATH.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Beside those of this process.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>What to do when the program is missing.</summary>
    public string? InstallHint { get; init; }

    public ExecInteraction Interaction { get; init; }

    /// <summary>What it is told about the cluster; null when it asked not to be.</summary>
    public JsonObject? Cluster { get; init; }

    /// <summary>Shown when the plugin answers with a token only.</summary>
    private SslStreamCertificateContext? Certificate { get; set; }

    public ExecPlugin WithCertificate(SslStreamCertificateContext? certificate)
    {
        Certificate = certificate;
        return this;
    }

    internal override async ValueTask<Credential> GetAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        if (_answer is { } known && known.IsValid(time))
        {
            return known.Credential;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_answer is not { } current || !current.IsValid(time))
            {
                _answer = current = await AskAsync(cancellationToken);
            }

            return current.Credential;
        }
        finally
        {
            _gate.Release();
        }
    }

    internal override void Refused(Credential refused)
    {
        if (_answer is { } answer && ReferenceEquals(answer.Credential, refused))
        {
            Interlocked.CompareExchange(ref _answer, null, answer);
        }
    }

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        var isTerminal = !Console.IsInputRedirected;
        if (Interaction == ExecInteraction.Always && !isTerminal)
        {
            throw new CredentialException($"{Place}: {Command} must talk to a person, but standard input is not a terminal");
        }

        var interactive = isTerminal && Interaction != ExecInteraction.Never;
        var question = new ExecCredentialDocument { ApiVersion = ApiVersion, Kind = Kind, Spec = new ExecCredentialSpec(Cluster, interactive) };
        var output = await new ExecRun(this, interactive).RunAsync(JsonSerializer.Serialize(question, ApiJson.Options), cancellationToken);
        ExecCredentialDocument? document;
        try
        {
            document = JsonSerializer.Deserialize<ExecCredentialDocument>(output, ApiJson.Options);
        }
        catch (JsonException e)
        {
            throw new CredentialException($"{Place}: {Command} did not answer with an {Kind}: {e.Message}", e);
        }

        return Read(document);
    }

    private Answer Read(ExecCredentialDocument? document)
    {
        if (document?.Kind != Kind || document.ApiVersion != ApiVersion)
        {
            throw Unusable($"an {Kind} of {ApiVersion} is expected, but it answered with {document?.Kind} of {document?.ApiVersion}");
        }

        var status = document.Status ?? throw Unusable("the answer has no status");
        var (hasCertificate, hasKey) = (!string.IsNullOrEmpty(status.ClientCertificateData), !string.IsNullOrEmpty(status.ClientKeyData));
        if (hasCertificate != hasKey)
        {
            throw Unusable("the answer has only one of clientCertificateData and clientKeyData");
        }

        if (!hasCertificate && string.IsNullOrEmpty(status.Token))
        {
            throw Unusable("the answer has neither a token nor a client certificate");
        }

        try
        {
            var authorization = string.IsNullOrEmpty(status.Token) ? null : new AuthenticationHeaderValue("Bearer", status.Token);
            var certificate = hasCertificate ? PemCertificates.Context(status.ClientCertificateData!, status.ClientKeyData!) : Certificate;
            return new Answer(new Credential(authorization, certificate), status.ExpirationTimestamp);
        }
        catch (ArgumentException e)
        {
            throw Unusable($"the client certificate cannot be used: {e.Message}");
        }
    }

    private CredentialException Unusable(string problem) => new($"{Place}: {Command}: {problem}");

    private sealed record Answer(Credential Credential, DateTimeOffset? Expires)
    {
        public bool IsValid(TimeProvider time) => Expires is null || time.GetUtcNow() < Expires;
    }
}
