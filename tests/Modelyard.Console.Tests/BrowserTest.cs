using Microsoft.Playwright;

namespace Modelyard.Console.Tests;

/// <summary>A test with people in browsers. Of one that fails, a picture and a trace of each browser stay in TestResults.</summary>
public abstract class BrowserTest(BrowsedInstallation installation) : IAsyncDisposable
{
    private static readonly string Failures = Path.Combine(Installation.Root, "TestResults", "failures");

    private readonly List<Person> _people = [];

    private protected Installation Installation => installation.Installation;

    private protected Uri Console => installation.Console;

    /// <inheritdoc cref="BrowsedInstallation.AdminState"/>
    private protected string AdminState => installation.AdminState;

    /// <summary>A browser of somebody, who is signed in when <paramref name="state"/> says so.</summary>
    private protected async Task<Person> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1440, string? state = null)
    {
        var person = await installation.OpenAsync(scheme, width, state);
        _people.Add(person);
        return person;
    }

    /// <summary>A browser in which the administrator is signed in, at the first page.</summary>
    private protected async Task<Person> AdminAsync()
    {
        var admin = await OpenAsync(state: AdminState);
        await admin.GoAsync("/");
        await admin.SeeAsync("Overview");
        return admin;
    }

    /// <summary>A browser in which somebody is signed in whose account was just made for them, at the first page.</summary>
    private protected async Task<Person> SignInFirstTimeAsync(string user, string given)
    {
        var person = await OpenAsync();
        await person.SignInFirstTimeAsync(user, given, "seven owls sleep till noon");
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed;
        foreach (var (person, number) in _people.Select((person, i) => (person, i + 1)))
        {
            if (failed)
            {
                await person.KeepAsync(Path.Combine(Failures, $"{Name()}-{number}"));
            }

            await person.DisposeAsync();
        }
    }

    // A theory has cases of one name, which differ in what they are given.
    private static string Name() =>
        string.Concat(TestContext.Current.Test!.TestDisplayName["Modelyard.Console.Tests.".Length..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
}
