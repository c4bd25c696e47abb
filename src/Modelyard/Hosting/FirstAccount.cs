using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Commands;
using Modelyard.Ledger;
using Modelyard.Storage;

namespace Modelyard;

/// <summary>
/// The account that the console is first signed in to with. Made once, also for an installation from before there were accounts; a marker says so, and what
/// the person deletes stays deleted. Its password is in a file until another one is chosen.
/// </summary>
internal sealed class FirstAccount(ApiConnection connection, DataDirectory data, TimeProvider time)
{
    public const string Name = "admin";

    private const string Group = "modelyard:platform-admins";
    private const string Marker = "modelyard-first-account";
    private const string Markers = "api/v1/namespaces/kube-system/configmaps";

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await connection.FindAsync($"{Markers}/{Marker}", cancellationToken) is not null)
        {
            await ForgetIfChangedAsync(cancellationToken);
            return;
        }

        await CreateAsync(cancellationToken);
        await connection.CreateIfAbsentAsync(
            Markers,
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject { ["name"] = Marker, ["namespace"] = "kube-system" },
                ["data"] = new JsonObject { ["doneAt"] = time.GetUtcNow().ToString("O") },
            },
            cancellationToken);
    }

    /// <summary>The account has another password, which only its owner knows or who reset it.</summary>
    public static void Forget(DataDirectory data, string account)
    {
        if (account == Name)
        {
            File.Delete(data.ConsolePassword);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        // Written down before it counts: a start that is interrupted in between finds it here again.
        var isNew = !File.Exists(data.ConsolePassword);
        if (isNew)
        {
            PrivateFile.Write(data.ConsolePassword, FirstPassword.Generate() + "\n");
        }

        var created = await connection.CreateIfAbsentAsync(
            KindRequests.Path(LedgerKinds.Accounts),
            new JsonObject
            {
                ["apiVersion"] = LedgerKinds.Accounts.ApiVersion,
                ["kind"] = LedgerKinds.Accounts.Kind,
                ["metadata"] = new JsonObject { ["name"] = Name },
                ["spec"] = new JsonObject
                {
                    ["displayName"] = "Administrator",
                    ["groups"] = new JsonArray(Group),
                    ["password"] = (await File.ReadAllTextAsync(data.ConsolePassword, cancellationToken)).Trim(),
                },
            },
            cancellationToken);
        if (!created && isNew)
        {
            // Another installation on the same database was first, and has the password.
            File.Delete(data.ConsolePassword);
        }
    }

    /// <summary>The password may have been changed by way of another installation on the same database.</summary>
    private async Task ForgetIfChangedAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(data.ConsolePassword)
            && (await connection.FindAsync($"{KindRequests.Path(LedgerKinds.Accounts)}/{Name}", cancellationToken))?["status"]?["mustChangePassword"]?.GetValue<bool>() != true)
        {
            File.Delete(data.ConsolePassword);
        }
    }
}
