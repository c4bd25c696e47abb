using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>The account that the console is first signed in to with.</summary>
public sealed class FirstAccountTests
{
    private const string Password = "blue lanterns on the quay";

    [Fact]
    public async Task FirstStart_PrintsAPasswordUntilAnotherOneIsChosen()
    {
        await using var installation = new Installation { Arguments = ["--no-demo", "--session-idle", "30m"] };
        await installation.InitializeAsync();
        var file = Path.Combine(installation.Data, "console-password");
        var first = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        (await installation.RunAsync("stat", "-c", "%a", file)).Succeeded().Trim().ShouldBe("600");
        installation.Greeting.ShouldContain($"sign in as admin with {first} and choose a password of your own");

        (await SignInAsync(installation, first)).ShouldBe("true modelyard:platform-admins true");
        (await installation.KubectlAsync("auth", "can-i", "*", "*", "--as=admin", "--as-group=modelyard:platform-admins")).Succeeded().Trim().ShouldBe("yes");

        // An installation from before: the account is made at the next start, and only then.
        (await installation.ModelyardAsync("accounts", "remove", "admin")).Succeeded();
        (await installation.ModelyardAsync("down")).Succeeded();
        await installation.UpAsync();
        (await installation.ModelyardAsync("accounts", "list")).Succeeded().ShouldNotContain("admin");
        installation.Greeting.ShouldNotContain("sign in as");
        (await installation.KubectlAsync("delete", "configmap", "modelyard-first-account", "-n", "kube-system")).Succeeded();
        (await installation.ModelyardAsync("down")).Succeeded();
        await installation.UpAsync();
        var second = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        second.ShouldNotBe(first);
        installation.Greeting.ShouldContain(second);

        var change = new JsonObject
        {
            ["apiVersion"] = "ledger.modelyard.dev/v1alpha1", ["kind"] = "PasswordChange", ["metadata"] = new JsonObject { ["generateName"] = "mine-" },
            ["spec"] = new JsonObject { ["current"] = second, ["new"] = Password },
        };
        (await installation.KubectlWithInputAsync(change.ToJsonString(), "create", "-f", "-", "--as=admin", "--as-group=modelyard:platform-admins")).Succeeded();
        File.Exists(file).ShouldBeFalse();
        (await SignInAsync(installation, Password)).ShouldBe("true modelyard:platform-admins false");
        (await installation.ModelyardAsync("up", "--detach")).Succeeded().ShouldNotContain("sign in as");
    }

    private static async Task<string> SignInAsync(Installation installation, string password)
    {
        var question = new JsonObject
        {
            ["apiVersion"] = "ledger.modelyard.dev/v1alpha1", ["kind"] = "SignIn", ["metadata"] = new JsonObject { ["generateName"] = "try-" },
            ["spec"] = new JsonObject { ["user"] = "admin", ["password"] = password },
        };
        return (await installation.KubectlWithInputAsync(
            question.ToJsonString(), "create", "-f", "-", "-o", "jsonpath={.status.authenticated} {.status.groups[0]} {.status.mustChangePassword}")).Succeeded().Trim();
    }
}
