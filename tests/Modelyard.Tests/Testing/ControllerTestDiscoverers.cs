using Xunit.Sdk;
using Xunit.v3;

namespace Modelyard.Tests.Testing;

/// <summary>Makes one test case for each binding of what would be one.</summary>
public sealed class ControllerFactDiscoverer : IXunitTestCaseDiscoverer
{
    private readonly FactDiscoverer _facts = new();

    public async ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        OverEveryBinding(await _facts.Discover(discoveryOptions, testMethod, factAttribute));

    internal static IReadOnlyCollection<IXunitTestCase> OverEveryBinding(IEnumerable<IXunitTestCase> cases) =>
        [.. cases.SelectMany(found => Enum.GetValues<ApiBinding>().Select(binding => Over(binding, found)))];

    private static XunitTestCase Over(ApiBinding binding, IXunitTestCase found)
    {
        if (found.GetType() != typeof(XunitTestCase))
        {
            throw new NotSupportedException($"{found.TestCaseDisplayName} is a {found.GetType().Name}: give its data as constants, so that each row is a test case.");
        }

        var (trait, value) = ApiBindings.TraitOf(binding);
        var traits = found.Traits.ToDictionary(t => t.Key, t => t.Value.ToHashSet(), StringComparer.OrdinalIgnoreCase);
        traits[trait] = [value];
        return new XunitTestCase(
            found.TestMethod,
            $"{found.TestCaseDisplayName} [{value}]",
            $"{found.UniqueID}-{value}",
            found.Explicit,
            found.SkipExceptions,
            found.SkipReason,
            found.SkipType,
            found.SkipUnless,
            found.SkipWhen,
            traits,
            ((XunitTestCase)found).TestMethodArguments,
            found.SourceFilePath,
            found.SourceLineNumber,
            found.Timeout);
    }
}

/// <summary>The same for tests with data.</summary>
public sealed class ControllerTheoryDiscoverer : IXunitTestCaseDiscoverer
{
    private readonly TheoryDiscoverer _theories = new();

    public async ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        ControllerFactDiscoverer.OverEveryBinding(await _theories.Discover(discoveryOptions, testMethod, factAttribute));
}
